"use strict";

// Hands the visitor over to the company's other domain. Sub-domains of one domain share its cookies and need nothing.
(function () {
  const DOMAINS = ["acme.test", "acme-shop.test"];
  const domainOf = (host) => DOMAINS.find((domain) => host === domain || host.endsWith(`.${domain}`));
  const home = domainOf(location.hostname);
  let parameters;

  function decorate(link) {
    const target = domainOf(link.hostname);
    if (!target || target === home || !link.protocol.startsWith("http")) return;
    const address = new URL(link.href);
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    link.href = address.href;
  }

  const decorateAll = (root) => root.querySelectorAll("a[href]").forEach(decorate);

  // Links that a script adds later; changes of href are not watched, so decorating does not call itself.
  function decorateNewLinks() {
    new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (node.parentElement) decorateAll(node.parentElement);
      }
    }).observe(document.body, { childList: true, subtree: true });
  }

  window._hsq = window._hsq || [];
  window._hsq.push([
    "addIdentityListener",
    (hstc, hssc, hsfp) => {
      const firstCall = !parameters;
      parameters = { __hstc: hstc, __hssc: hssc, __hsfp: hsfp };
      decorateAll(document);
      if (firstCall) decorateNewLinks();
    },
  ]);
})();
