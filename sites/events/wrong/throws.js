"use strict";

window._hsq = window._hsq || [];

window._hsq.push(["addIdentityListener", () => document.getElementById("gone").remove()]);
