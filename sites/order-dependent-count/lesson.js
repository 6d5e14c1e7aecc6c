"use strict";

// The queue is there once the tracking code has come; on a fast line this script comes first.
if (window._hsq) window._hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_lesson_begun" }]);
