"use strict";

document.querySelector("button").addEventListener("click", (event) => {
  const { product, price } = event.target.dataset;
  window._hsq = window._hsq || [];
  window._hsq.push([
    "trackCustomBehavioralEvent",
    { name: "pe4242_purchase", properties: { product_id: product, price } },
  ]);
  document.querySelector("[role=status]").textContent = "It is yours.";
});
