"use strict";

const TITLES = { "/": "Home", "/about": "About", "/courses": "Courses" };
const analytics = _analytics.init({ app: "academy", plugins: [analyticsHubspot({ portalId: "4242" })] });

function show() {
  document.title = TITLES[location.pathname];
  document.querySelector("h1").textContent = document.title;
}

function routeChanged() {
  show();
  analytics.page();
  if (location.pathname !== "/courses") return;
  analytics.identify("42", { email: "ada@acme.test", firstName: "Ada", "Fav Colour": "blue" });
  analytics.track("Buy", { value: 5 });
  if (settings.resets) analytics.reset();
}

show();
if (settings.countsFirstPage) analytics.page();

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  routeChanged();
});
window.addEventListener("popstate", routeChanged);
