"use strict";

window._hsq = window._hsq || [];

// Ada has logged out on the first page, and nothing has reset the visitor.
const email = location.pathname === "/account" ? "grace@acme.test" : "ada@acme.test";
window._hsq.push(["identify", { email }]);
