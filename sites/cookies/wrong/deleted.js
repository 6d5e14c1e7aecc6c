"use strict";

// A cleaner that runs whenever the page is left.
addEventListener("pagehide", () => {
  for (const name of ["hubspotutk", "__hstc", "__hssc"]) {
    document.cookie = `${name}=; max-age=0; path=/; domain=acme.test`;
  }
});
