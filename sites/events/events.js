"use strict";

window._hsq = window._hsq || [];

window._hsq.push([
  "trackCustomBehavioralEvent",
  { name: "pe4242_course_seen", properties: { course_id: "Math101", price: "0" } },
]);
