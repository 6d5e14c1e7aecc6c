"use strict";

window._hsq = window._hsq || [];
window._hsq.push(["identify", { email: "ada@acme.test", id: "42" }]);
window._hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_signed_in", properties: { invited_by: "member-7" } }]);
