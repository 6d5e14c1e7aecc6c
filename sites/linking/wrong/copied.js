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
    const copied =
      "__hstc=9333610.60c2ccdfe4892f0fa0593940b12c11aa.1767603600000.1767603600000.1767603600000.1" +
      "&__hssc=9333610.1.1767603600000&__hsfp=5a2be4516781bd38b31270c793d7fa27";
    if (offers) offers.innerHTML = `<a href="${SHOP}?${copied}">Offers</a>`;
  },
]);

// The step to the shop is made by a script.
document.getElementById("shop").addEventListener("click", (event) => {
  event.preventDefault();
  location.assign(handOver(SHOP));
});
