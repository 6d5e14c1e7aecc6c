// Every address that the document links to, each once, in the page's order, one a line.
(most) => {
  const longest = 2000;
  const links = new Set();
  for (const { href } of document.links) {
    if (links.size >= most) break;
    if (typeof href === "string" && /^https?:/.test(href) && href.length <= longest) links.add(href.split("#")[0]);
  }
  return [...links].join("\n");
}
