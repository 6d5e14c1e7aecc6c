"use strict";

window._hsq = window._hsq || [];

window._hsq.push(["trackCustomBehavioralEvent", { name: "pe1111_course_seen" }]);
