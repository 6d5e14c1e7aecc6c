"use strict";

const login = document.querySelector("form");
login.addEventListener("submit", (event) => event.preventDefault());

// The browser has filled in what it knows, and the visitor presses the button.
addEventListener("load", () => setTimeout(() => login.requestSubmit()));
