document.addEventListener("turbo:load", () => {
  window._hsq.push(["setPath", location.pathname + location.search]);
  window._hsq.push(["trackPageView"]);
});
