"use strict";

window._hsq = window._hsq || [];
window._hsq.push(["setContentType", "standard-page"]);
