"use strict";

// A proxy that writes every cookie anew, for a week.
addEventListener("load", () => setTimeout(() => {
  const own = document.cookie.split("; ").filter((cookie) => /^(__hstc|hubspotutk)=/.test(cookie));
  for (const cookie of own) document.cookie = `${cookie}; path=/; domain=acme.test; max-age=604800`;
}, 500));
