"use strict";

// A tag that comes late and begins anew.
addEventListener("load", () => setTimeout(() => {
  window._hsq = [];
  window._hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_seen" }]);
}));
