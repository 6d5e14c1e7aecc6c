"use strict";

window._hsq = window._hsq || [];
window._hsq.push(["setPath", location.pathname + location.search]);

document.addEventListener("htmx:afterSettle", () => {
  window._hsq.push(["setPath", location.pathname + location.search]);
  window._hsq.push(["trackPageView"]);
});
