"use strict";

// What Gatsby does with a plugin: it asks for its part of the body when a page is built, and tells it of each route.
const TITLES = { "/": "Home", "/about": "About", "/courses": "Courses" };
const OPTIONS = { trackingCode: "4242" };

function show() {
  document.querySelector("h1").textContent = TITLES[location.pathname];
  requestAnimationFrame(() => { document.title = TITLES[location.pathname]; }); // As react-helmet does.
  require("./gatsby-browser").onRouteUpdate({ location }, OPTIONS);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  show();
});
window.addEventListener("popstate", show);

function body([loader, inline]) {
  document.body.append(inline);
  show();
  if (!visitor.clicksAtOnce) return document.body.append(loader);
  // The plugin reports a route two frames after it; the tracking code is later than that.
  document.querySelector('a[href="/about"]').click();
  const frames = (number, then) => requestAnimationFrame(() => (number ? frames(number - 1, then) : then()));
  return frames(3, () => document.body.append(loader));
}

require("./gatsby-ssr").onRenderBody({ setPostBodyComponents: body }, OPTIONS);
