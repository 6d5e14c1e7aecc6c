"use strict";

window._hsq = window._hsq || [];

function track() {
  for (const name of ["pushState", "replaceState"]) {
    const native = history[name].bind(history);
    history[name] = (...state) => {
      native(...state);
      window._hsq.push(["setPath", location.pathname + location.search]);
      window._hsq.push(["trackPageView"]);
    };
  }
}
