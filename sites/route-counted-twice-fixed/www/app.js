"use strict";

window._hsq = window._hsq || [];

const TITLES = { "/": "Acme Bistro", "/menu": "Menu | Acme Bistro" };

function show() {
  document.title = document.querySelector("h1").textContent = TITLES[location.pathname];
  window._hsq.push(["setPath", location.pathname + location.search]);
}

function routeChanged() {
  show();
  window._hsq.push(["trackPageView"]);
}

// The tracking code counts the first view by itself.
show();

document.querySelector("nav").addEventListener("click", (event) => {
  if (!event.target.href || event.target.href === location.href) return;
  event.preventDefault();
  history.pushState(null, "", event.target.href);
  routeChanged();
});

window.addEventListener("popstate", routeChanged);
