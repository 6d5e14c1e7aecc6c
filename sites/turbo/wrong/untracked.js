"use strict";

window._hsq = window._hsq || [];
