"use strict";

// A visitor who clicks before the tracking code is there, which runs once the page has loaded.
document.addEventListener("DOMContentLoaded", () => document.querySelector('a[href="/about"]').click());
