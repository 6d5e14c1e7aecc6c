"use strict";

window._hsq = window._hsq || [];
let counted = false;

// Turbo tells of every page that it shows, of the first one and of those that it takes from its cache, too.
document.addEventListener("turbo:load", () => {
  window._hsq.push(["setPath", location.pathname + location.search]);
  if (counted) window._hsq.push(["trackPageView"]); // The tracking code counts the first view.
  counted = true;
});
