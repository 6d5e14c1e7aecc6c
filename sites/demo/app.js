"use strict";

window._hsq = window._hsq || [];

const TITLES = { "/": "Acme Bistro", "/menu": "Menu | Acme Bistro", "/book": "Book a table | Acme Bistro" };

function show() {
  document.title = document.querySelector("h1").textContent = TITLES[location.pathname];
}

// Every visitor without an account is the same contact.
window._hsq.push(["identify", { email: "guest@acme.test" }]);

function routeChanged() {
  show();
  // The path of the new route is missing.
  window._hsq.push(["trackPageView"]);
  // Known only now, and nothing follows that could carry it.
  if (location.pathname === "/book") window._hsq.push(["identify", { email: "grace@acme.test" }]);
}

// The tracking code has counted the first route by itself.
window.addEventListener("load", () => setTimeout(routeChanged));

document.querySelector("nav").addEventListener("click", (event) => {
  if (!event.target.href || event.target.href === location.href) return;
  event.preventDefault();
  history.pushState(null, "", event.target.href);
  routeChanged();
});

window.addEventListener("popstate", routeChanged);
