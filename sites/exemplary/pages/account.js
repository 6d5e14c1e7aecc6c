"use strict";

// Runs before the tracking code: what identify says leaves with the page view of this very page.
const email = sessionStorage.getItem("email");
if (email) {
  window._hsq = window._hsq || [];
  window._hsq.push(["identify", { email }]);
  document.getElementById("greeting").textContent = `Signed in as ${email}`;
}
