"use strict";

window._hsq = window._hsq || [];

const NAMES = { "/": "Home", "/courses": "Courses", "/about": "About" };

function show() {
  const name = NAMES[location.pathname];
  document.querySelector("h1").textContent = name;
  document.title = `${name} | Acme Academy`;
}

function track() {
  window._hsq.push(["trackPageView", location.pathname + location.search]);
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
