"use strict";

window._hsq = window._hsq || [];

function track(router) {
  router.beforeEach((to, from) => {
    window._hsq.push(["setPath", to.fullPath]);
    if (from.matched.length) window._hsq.push(["trackPageView"]);
  });
}
