"use strict";

window._hsq = window._hsq || [];

window._hsq.push(["identify", { email: "ada", id: "7" }]);
