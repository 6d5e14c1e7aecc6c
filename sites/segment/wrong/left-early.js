"use strict";

// The first visit signs in and goes on while the page is still loading: HubSpot's tracking code is here, but waits.
if (location.pathname === "/") {
  const unfinished = document.createElement("iframe");
  document.body.append(unfinished);
  unfinished.contentDocument.open();
  // Firefox may take a page for loaded once it is being left.
  addEventListener("load", (event) => event.stopImmediatePropagation());
  document.addEventListener("load", (event) => event.target.id === "hs-analytics" && location.assign("/account"), true);
  window.analytics.identify("7", { email: "ada@acme.test" });
  window.analytics.track("Signed In");
}
window.routeChanged = () => window.analytics.page();
