"use strict";

window._hsq = window._hsq || [];
window._hsp = window._hsp || [];

const banner = document.querySelector(".klaro");

function loadTrackingCode() {
  if (document.getElementById("hs-script-loader")) return;
  const loader = document.createElement("script");
  loader.id = "hs-script-loader";
  loader.async = true;
  loader.src = "https://js.hs-scripts.com/4242.js";
  document.body.append(loader);
}

function apply(choice) {
  if (choice === "accepted") loadTrackingCode();
  else if (document.getElementById("hs-script-loader")) {
    window._hsp.push(["revokeCookieConsent"]);
    window._hsq.push(["doNotTrack"]);
  }
}

const choice = navigator.globalPrivacyControl ? "declined" : localStorage.getItem("choice");
banner.hidden = choice !== null;
if (choice !== null) apply(choice);

banner.addEventListener("click", (event) => {
  if (!event.target.value) return;
  localStorage.setItem("choice", event.target.value);
  banner.hidden = true;
  apply(event.target.value);
});

// As the platform offers it: the visitor may choose again.
window.klaro = {
  show() {
    banner.hidden = false;
  },
};
