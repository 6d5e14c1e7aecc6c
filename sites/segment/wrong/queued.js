"use strict";

// Whoever is signed in is told at once, and what they did before the page was loaded.
window.analytics.identify("7", { email: "ada@acme.test" });
window.analytics.track("Signed In");
window.routeChanged = () => window.analytics.page();
