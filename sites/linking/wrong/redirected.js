"use strict";

const SHOP = "https://acme-shop.test/";
let handOver = (address) => address;

window._hsq = window._hsq || [];
window._hsq.push([
  "addIdentityListener",
  (hstc, hssc, hsfp) => {
    handOver = (text) => {
      const address = new URL(text);
      address.searchParams.set("__hstc", hstc);
      address.searchParams.set("__hssc", hssc);
      address.searchParams.set("__hsfp", hsfp);
      return address.href;
    };
    const offers = document.getElementById("offers");
    if (offers) offers.innerHTML = `<a href="${handOver(SHOP)}">Offers</a>`;
  },
]);

// The step to the shop is made by a script.
document.getElementById("shop").addEventListener("click", (event) => {
  event.preventDefault();
  location.assign(handOver(`${SHOP}old`));
});
