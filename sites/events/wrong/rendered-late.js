"use strict";

window._hsq = window._hsq || [];

// Once the tracking code has looked for its elements.
const listening = new MutationObserver(() => {
  const button = document.getElementById("enrol");
  if (!button.getAttributeNames().some((name) => name.startsWith("data-hs-event"))) return;
  listening.disconnect();
  button.outerHTML = "<button type='button' id='enrol'>Enrol now</button>";
});
listening.observe(document.body, { attributes: true, subtree: true });
