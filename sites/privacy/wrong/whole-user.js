"use strict";

window._hsq = window._hsq || [];
const user = { email: "ada@acme.test", password: "correct-horse" };
window._hsq.push(["identify", user]);
