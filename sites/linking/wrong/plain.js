"use strict";

const SHOP = "https://acme-shop.test/";

const offers = document.getElementById("offers");
if (offers) offers.innerHTML = `<a href="${SHOP}">Offers</a>`;

document.getElementById("shop").addEventListener("click", (event) => {
  event.preventDefault();
  location.assign(SHOP);
});
