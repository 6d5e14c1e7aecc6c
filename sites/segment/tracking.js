"use strict";

// The tracking code counts the first view by itself.
window.routeChanged = () => {
  if (location.pathname === "/account") signedIn();
  else window.analytics.page();
};

// identify sends nothing itself; the view takes it along.
function signedIn() {
  window.analytics.identify("7", { email: "ada@acme.test", company: { name: "Acme Academy" } });
  window.analytics.page();
  window.analytics.track("Course Registration", { courseId: "Math101", price: 90 });
}
