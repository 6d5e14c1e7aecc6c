"use strict";

window._hsp = window._hsp || [];
window._hsp.push(["setContentType", "standard-page"]);
