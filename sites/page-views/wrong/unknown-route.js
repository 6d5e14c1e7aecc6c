"use strict";

window._hsq = window._hsq || [];

const NAMES = { "/": "Home", "/courses": "Courses", "/about-us": "About" };

function show() {
  const name = NAMES[location.pathname] || "No such page";
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
