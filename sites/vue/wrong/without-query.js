"use strict";

window._hsq = window._hsq || [];

function track(router) {
  router.afterEach((to, from) => {
    window._hsq.push(["setPath", to.path]);
    if (from.matched.length) window._hsq.push(["trackPageView"]);
  });
}
