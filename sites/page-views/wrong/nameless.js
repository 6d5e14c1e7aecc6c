"use strict";

window._hsq = window._hsq || [];

const NAMES = { "/": "Home", "/courses": "Courses", "/about": "About" };

function show() {
  // A route with a query has no name.
  const name = NAMES[location.pathname + location.search];
  document.querySelector("h1").textContent = name;
  document.title = `${name} | Acme Academy`;
}

function track() {
  window._hsq.push(["setPath", location.pathname + location.search]);
  window._hsq.push(["trackPageView"]);
}

function follow() {
  show();
  track();
}

show();

document.querySelector("nav").addEventListener("click", (event) => {
  if (!event.target.href) return;
  event.preventDefault();
  history.pushState(null, "", event.target.href);
  follow();
});

window.addEventListener("popstate", follow);
