"use strict";

const visitor = JSON.parse(localStorage.getItem("visitor"));

window._hsq = window._hsq || [];
if (visitor) window._hsq.push(["identify", { email: visitor.email }]);
