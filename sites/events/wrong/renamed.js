"use strict";

window._hsq = window._hsq || [];

document.getElementById("enrol").id = "register";
