"use strict";

window._hsq = window._hsq || [];

addEventListener("hashchange", () => {
  document.title = `${location.hash.slice(2)} | Acme Academy`;
  window._hsq.push(["setPath", location.pathname]);
  window._hsq.push(["trackPageView"]);
});
