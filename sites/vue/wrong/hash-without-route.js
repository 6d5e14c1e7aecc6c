"use strict";

window._hsq = window._hsq || [];

function track(router) {
  router.afterEach((to, from) => {
    window._hsq.push(["setPath", location.pathname + location.search]);
    if (from.matched.length) window._hsq.push(["trackPageView"]);
  });
}
