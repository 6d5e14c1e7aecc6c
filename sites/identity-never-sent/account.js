"use strict";

// The page view has left by the time the profile is here.
window.addEventListener("load", async () => {
  const profile = await (await fetch("/profile.json")).json();
  document.querySelector("p").textContent = `Signed in as ${profile.name}`;
  window._hsq = window._hsq || [];
  window._hsq.push(["identify", { email: profile.email }]);
});
