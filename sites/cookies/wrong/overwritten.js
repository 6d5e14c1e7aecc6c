"use strict";

// The back end keeps its own user there.
document.cookie = "__hstc=user-7; path=/; domain=acme.test; max-age=15552000";
window._hsq = window._hsq || [];
setTimeout(() => {
  document.cookie = "__hstc=user-7; path=/; domain=acme.test; max-age=15552000";
  window._hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_course_seen" }]);
}, 500);
