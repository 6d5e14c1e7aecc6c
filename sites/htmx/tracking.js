"use strict";

window._hsq = window._hsq || [];
let counted = location.pathname + location.search; // The tracking code counts the first view.

function count() {
  const path = location.pathname + location.search;
  if (path === counted) return; // A swap that leaves the address as it is shows no other page.
  counted = path;
  window._hsq.push(["setPath", path]);
  window._hsq.push(["trackPageView"]);
}

window._hsq.push(["setPath", counted]);
document.addEventListener("htmx:afterSettle", count);
document.addEventListener("htmx:historyRestore", count);
