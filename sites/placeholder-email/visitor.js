"use strict";

const visitor = JSON.parse(localStorage.getItem("visitor"));

window._hsq = window._hsq || [];
window._hsq.push(["identify", { email: visitor ? visitor.email : "anonymous@example.com" }]);
