"use strict";

window._hsq = window._hsq || [];
window._hsq.push(["doNotTrack"]);
