"use strict";

window._hsq = window._hsq || [];

// The title is bound to the scope, so it is written by the digest that follows the event.
function track($rootScope, $location, $timeout) {
  $rootScope.$on("$routeChangeSuccess", (event, route, before) => {
    window._hsq.push(["setPath", $location.url()]);
    if (before) $timeout(() => window._hsq.push(["trackPageView"]), 0, false); // The tracking code counts the first view.
  });
}
