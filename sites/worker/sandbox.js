"use strict";

// Starts the worker with the scripts that are meant for it, and forwards the calls that they offer.
(() => {
  const shown = () => ({ href: location.href, title: document.title, referrer: document.referrer, cookie: document.cookie });
  const scripts = Array.from(document.querySelectorAll('script[type="text/partytown"]'), ({ id, src }) => ({ id, src }));
  const { width, height, colorDepth } = screen;
  const worker = new Worker("/worker.js");
  worker.addEventListener("message", ({ data }) => {
    document.cookie = data;
  });
  worker.postMessage({ shown: shown(), screen: { width, height, colorDepth }, scripts });
  window._hsq = [];
  window._hsq.push = (call) => worker.postMessage({ shown: shown(), call });
})();
