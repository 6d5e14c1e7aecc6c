"use strict";

window._hsq = window._hsq || [];

window._hsq.push(["trackCustomBehaviouralEvent", { name: "pe4242_course_seen" }]);
