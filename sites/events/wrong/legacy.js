"use strict";

window._hsq = window._hsq || [];

window._hsq.push(["trackEvent", { id: "Course seen", value: 120 }]);
