"use strict";

window._hsq = window._hsq || [];

// Known before the tracking code loads, so the first page view carries it.
window._hsq.push(["identify", { email: "ada@acme.test", id: "7", firstname: "Ada" }]);
