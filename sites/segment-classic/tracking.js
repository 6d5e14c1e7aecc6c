"use strict";

// As Segment's snippet has it.
window.analytics.page();

window.routeChanged = () => {
  if (location.pathname === "/account") signedIn();
  window.analytics.page();
};

function signedIn() {
  window.analytics.identify("7", { email: "ada@acme.test", "Favourite Course": "Math101", company: { name: "Acme Academy" } });
  window.analytics.track("Signed In", { id: "form-1", revenue: 90 });
}
