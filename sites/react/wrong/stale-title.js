"use strict";

window._hsq = window._hsq || [];

function count() {
  window._hsq.push(["setPath", location.pathname + location.search]);
  window._hsq.push(["trackPageView"]);
}

const pushState = history.pushState.bind(history);
history.pushState = (...state) => {
  pushState(...state);
  count();
};
window.addEventListener("popstate", count);

function useTracking() {}
function usePageTracking() {}
