"use strict";

// Whichever script comes first makes the queue.
window._hsq = window._hsq || [];
window._hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_lesson_begun" }]);
