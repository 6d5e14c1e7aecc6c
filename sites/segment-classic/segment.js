"use strict";

// Keeps calls until Segment's library is here, which then makes them.
window.analytics = [];
["identify", "track", "page", "ready", "reset", "on"].forEach((method) => {
  window.analytics[method] = (...call) => window.analytics.push([method, ...call]);
});

// HubSpot's tracking code is loaded by Segment.
const library = document.createElement("script");
library.async = true;
library.src = `${location.origin}/analytics.js/v1/acme/analytics.min.js`;
document.head.append(library);
