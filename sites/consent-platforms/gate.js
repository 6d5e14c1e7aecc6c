"use strict";

// The tracking code is loaded once analytics are allowed, now or on an earlier page, and told when that is taken back.
window.decided = (categories) => {
  const isLoaded = document.getElementById("hs-script-loader");
  if (isLoaded && !categories.analytics) (window._hsp = window._hsp || []).push(["revokeCookieConsent"]);
  if (isLoaded || !categories.analytics) return;
  const script = document.createElement("script");
  script.id = "hs-script-loader";
  script.src = "//js.hs-scripts.com/4242.js";
  document.head.append(script);
};
