"use strict";

// What a tag manager publishes: the tags that were set up in it, and the triggers that fire them.
(() => {
  const TAGS = [
    {
      name: "HubSpot: page view",
      trigger: "history",
      fire() {
        window._hsq = window._hsq || [];
        window._hsq.push(["trackPageView"]);
      },
    },
  ];

  const happened = (trigger) => setTimeout(() => TAGS.filter((tag) => tag.trigger === trigger).forEach((tag) => tag.fire()));

  const { pushState } = history;
  history.pushState = function (...state) {
    pushState.apply(this, state);
    happened("history");
  };
  window.addEventListener("popstate", () => happened("history"));
})();
