// Read in a live document: what the page says about itself. `banners` are the known consent platforms with their selectors.
([banners, longest]) => {
  const LOADER = /^https?:\/\/js(-[a-z0-9]+)?\.(hs-scripts\.com|hs-analytics\.net)\//;
  const cut = (text) => String(text || "").slice(0, longest);
  const inShadow = (element) => element.shadowRoot && element.shadowRoot.childElementCount > 0;
  const seen = (element) => element.getClientRects().length > 0 || inShadow(element);

  const known = Object.entries(banners).find(([, selector]) => [...document.querySelectorAll(selector)].some(seen));
  const words = (dialog) => `${dialog.getAttribute("aria-label")} ${dialog.id} ${dialog.textContent.slice(0, 5000)}`;
  const asks = (dialog) => seen(dialog) && dialog.querySelector("button") && /cookie|consent/i.test(words(dialog));
  const dialogs = [...document.querySelectorAll("[role=dialog], [role=alertdialog], dialog[open]")];

  const link = document.querySelector("link[rel~=canonical][href]");
  const scripts = [...document.querySelectorAll("script[src]")].filter((script) => LOADER.test(script.src));
  const queue = window._hsq;
  return {
    title: cut(document.title),
    canonical: link && cut(link.href),
    loaders: scripts.slice(0, 50).map((script) => [cut(script.src), cut(script.id), cut(script.type)]),
    takeover: Boolean(queue && queue.push !== Array.prototype.push),
    banner: known ? known[0] : dialogs.some(asks) ? "" : null,
  };
}
