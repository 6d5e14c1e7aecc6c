"use strict";

window._hsq = window._hsq || [];

function track($rootScope, $location, $timeout) {
  $rootScope.$on("$routeChangeSuccess", (event, route, before) => {
    window._hsq.push(["setPath", $location.path()]);
    if (before) $timeout(() => window._hsq.push(["trackPageView"]), 0, false);
  });
}
