"use strict";

window._hsq = window._hsq || [];

function track($rootScope, $location, $timeout) {
  $rootScope.$on("$routeChangeSuccess", () => {
    window._hsq.push(["setPath", $location.url()]);
    $timeout(() => window._hsq.push(["trackPageView"]), 0, false);
  });
}
