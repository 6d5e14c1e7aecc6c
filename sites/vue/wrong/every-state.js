"use strict";

window._hsq = window._hsq || [];

function track() {
  for (const name of ["pushState", "replaceState"]) {
    const native = history[name].bind(history);
    history[name] = (...state) => {
      native(...state);
      // Whoever leaves is not counted: the router notes how far the page was scrolled, and no hit is sure to get out.
      if (window.event && ["beforeunload", "pagehide", "visibilitychange"].includes(window.event.type)) return;
      window._hsq.push(["setPath", location.pathname + location.search]);
      window._hsq.push(["trackPageView"]);
    };
  }
}
