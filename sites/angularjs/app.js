"use strict";

const page = (title) => ({ title, template: `<h1>${title}</h1>` });

angular.module("academy", ["ngRoute"])
  .config(["$routeProvider", "$locationProvider", ($routeProvider, $locationProvider) => {
    $locationProvider.html5Mode(true);
    $routeProvider.when("/", page("Home")).when("/courses", page("Courses")).when("/about", page("About"));
  }])
  .run(["$rootScope", ($rootScope) => {
    $rootScope.$on("$routeChangeSuccess", (_, route) => { $rootScope.title = route.title; });
  }])
  .run(["$rootScope", "$location", "$timeout", track]);
