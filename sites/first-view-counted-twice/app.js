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

// Every route is reported in one place, the first one included, once the page is ready.
show();
window.addEventListener("load", () => setTimeout(routeChanged));

document.querySelector("nav").addEventListener("click", (event) => {
  if (!event.target.href || event.target.href === location.href) return;
  event.preventDefault();
  history.pushState(null, "", event.target.href);
  routeChanged();
});

window.addEventListener("popstate", routeChanged);
