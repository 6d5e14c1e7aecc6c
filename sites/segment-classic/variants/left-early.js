"use strict";

// The first visit signs in and goes on while the page is still loading, so HubSpot's tracking code has not begun.
if (location.pathname === "/") {
  const unfinished = document.createElement("iframe");
  document.body.append(unfinished);
  unfinished.contentDocument.open();
  window.analytics.on("track", () => location.assign("/account"));
  window.analytics.page();
  window.analytics.identify("7", { email: "ada@acme.test" });
  window.analytics.track("Signed In");
}
window.routeChanged = () => window.analytics.page();
