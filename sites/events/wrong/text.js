"use strict";

window._hsq = window._hsq || [];

window._hsq.push(["trackCustomBehavioralEvent", "pe4242_course_seen"]);
