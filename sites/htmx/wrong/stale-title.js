"use strict";

window._hsq = window._hsq || [];

function count() {
  window._hsq.push(["setPath", location.pathname + location.search]);
  window._hsq.push(["trackPageView"]);
}

document.addEventListener("htmx:pushedIntoHistory", count);
window.addEventListener("popstate", count);
