"use strict";

window._hsq = window._hsq || [];

window._hsq.push(["identify", { id: "7", firstname: "Ada" }]);
