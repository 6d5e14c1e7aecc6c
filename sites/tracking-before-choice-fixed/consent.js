"use strict";

const banner = document.getElementById("cookie-banner");

function loadTrackingCode() {
  const loader = document.createElement("script");
  loader.id = "hs-script-loader";
  loader.async = true;
  loader.src = "https://js.hs-scripts.com/4242.js";
  document.body.append(loader);
}

const choice = localStorage.getItem("choice");
banner.hidden = choice !== null;
if (choice === "accepted") loadTrackingCode();

banner.addEventListener("click", (event) => {
  const answer = event.target.value;
  if (!answer) return;
  localStorage.setItem("choice", answer);
  banner.hidden = true;
  if (answer === "accepted") loadTrackingCode();
});
