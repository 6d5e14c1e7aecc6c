"use strict";

window._hsq = window._hsq || [];

function track($rootScope, $location) {
  $rootScope.$on("$routeChangeSuccess", (event, route, before) => {
    window._hsq.push(["setPath", $location.url()]);
    if (before) window._hsq.push(["trackPageView"]);
  });
}
