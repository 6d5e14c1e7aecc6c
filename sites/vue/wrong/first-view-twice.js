"use strict";

window._hsq = window._hsq || [];

function track(router) {
  router.afterEach((to) => {
    window._hsq.push(["setPath", to.fullPath]);
    window._hsq.push(["trackPageView"]);
  });
}
