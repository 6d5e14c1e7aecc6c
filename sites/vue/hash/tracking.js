"use strict";

window._hsq = window._hsq || [];

// Called behind the afterEach that sets the title.
function track(router) {
  router.afterEach((to, from) => {
    window._hsq.push(["setPath", `/#${to.fullPath}`]);
    if (from.matched.length) window._hsq.push(["trackPageView"]); // The tracking code counts the first view.
  });
}
