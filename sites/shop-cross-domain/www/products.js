"use strict";

const MORE = [
  ["heron", "Heron, a reflector of 150 mm"],
  ["albatross", "Albatross, a reflector of 300 mm"],
];

document.querySelector("button").addEventListener("click", (event) => {
  event.target.remove();
  const rows = MORE.map(([id, name]) => `<li><a href="https://acme-shop.test/${id}">${name}</a></li>`);
  document.querySelector("ul").insertAdjacentHTML("beforeend", rows.join(""));
});
