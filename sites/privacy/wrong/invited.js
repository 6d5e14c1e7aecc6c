"use strict";

window._hsq = window._hsq || [];
window._hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_signed_in", properties: { invited_by: "grace@acme.test" } }]);
