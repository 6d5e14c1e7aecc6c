"use strict";

const TITLES = { "/": "Acme Academy", "/courses": "Courses | Acme Academy", "/account": "Account | Acme Academy" };

function show() {
  document.title = document.querySelector("h1").textContent = TITLES[location.pathname];
}

show();

document.querySelector("nav").addEventListener("click", (event) => {
  if (!event.target.href || event.target.href === location.href) return;
  event.preventDefault();
  history.pushState(null, "", event.target.href);
  show();
  window.routeChanged();
});

window.addEventListener("popstate", () => {
  show();
  window.routeChanged();
});
