"use strict";

window._hsq = window._hsq || [];

document.addEventListener("turbo:visit", () => {
  window._hsq.push(["setPath", location.pathname + location.search]);
  window._hsq.push(["trackPageView"]);
});
