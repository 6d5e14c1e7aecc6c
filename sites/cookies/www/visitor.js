"use strict";

// The cookies of the tracking code are left alone; the page only reads one of them.
const token = document.cookie.split("; ").find((cookie) => cookie.startsWith("hubspotutk="));
document.documentElement.dataset.known = String(Boolean(token));
