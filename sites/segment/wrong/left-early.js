"use strict";

// The first visit signs in and goes on while the page is still loading, so HubSpot's tracking code has not begun.
if (location.pathname === "/") {
  const unfinished = document.createElement("iframe");
  document.body.append(unfinished);
  unfinished.contentDocument.open();
  window.analytics.identify("7", { email: "ada@acme.test" });
  window.analytics.track("Signed In");
  // Segment's library puts itself in place of the array once it is here.
  const goOn = () => (Array.isArray(window.analytics) ? setTimeout(goOn, 0) : location.assign("/account"));
  goOn();
}
window.routeChanged = () => window.analytics.page();
