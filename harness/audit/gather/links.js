// The links that an application may take without a load: other places of this origin, each once, in the page's order.
// From now on a click that no script took for itself loads nothing.
(most) => {
  const withoutFragment = (url) => url.split("#")[0];
  const place = (url) => withoutFragment(url.href) + (/^#!?\//.test(url.hash) ? url.hash : "");
  const ends = /log-?out|sign-?out|unsubscribe|delete|remove/i;

  window.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link && !event.defaultPrevented && withoutFragment(link.href) !== withoutFragment(location.href)) event.preventDefault();
  });

  const found = new Map([[place(location), null]]);
  document.querySelectorAll("a[href]").forEach((link) => {
    const isHere = link.origin === location.origin && !link.target && !link.hasAttribute("download");
    if (!isHere || !link.getClientRects().length || ends.test(link.href + link.textContent)) return;
    if (!found.has(place(link))) found.set(place(link), link.getAttribute("href"));
  });
  return [...found.values()].filter((href) => href !== null).slice(0, most);
}
