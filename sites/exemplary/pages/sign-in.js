"use strict";

// The address stays out of the next page's URL, where every log on the way could read it.
document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem("email", new FormData(event.target).get("email"));
  location.assign("/account");
});
