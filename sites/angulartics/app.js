"use strict";

const page = (title) => ({ title, template: `<h1>${title}</h1>` });

angular.module("academy", ["ngRoute", "angulartics", "angulartics.hubspot"])
  .config(["$routeProvider", "$locationProvider", ($routeProvider, $locationProvider) => {
    $locationProvider.html5Mode(true);
    $routeProvider.when("/", page("Home")).when("/courses", page("Courses")).when("/about", page("About"));
  }])
  .run(["$rootScope", "$analytics", ($rootScope, $analytics) => {
    $rootScope.$on("$routeChangeSuccess", (_, route) => {
      $rootScope.title = route.title;
      if (route.title !== "Courses") return;
      $analytics.setUserProperties({ id: "42", email: "ada@acme.test" });
      $analytics.eventTrack("Buy", { value: 5 });
    });
  }]);
