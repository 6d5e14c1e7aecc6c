// The changes of address, with or without a load.

let last = location.href;
const moved = (kind, trace) => {
  last = location.href;
  report("navigation", { kind, url: last, stack: trace || "" });
};
["pushState", "replaceState"].forEach((name) => {
  const native = History.prototype[name];
  History.prototype[name] = function (...args) {
    const result = native.apply(this, args);
    moved(name === "pushState" ? "push" : "replace", stack());
    return result;
  };
});
// Where nothing but the fragment changes, hashchange follows.
const withoutFragment = (url) => url.split("#")[0];
const isFragmentStep = () => location.href !== last && withoutFragment(location.href) === withoutFragment(last);
window.addEventListener("popstate", () => isFragmentStep() || moved("pop"), true);
window.addEventListener("hashchange", () => moved("hash"), true);
// Firefox keeps the window of a frame's first, empty document for the page that follows, and the spy with it; Chromium
// that of a window which a page opens, and there DOMContentLoaded is not heard.
const STARTS = ["DOMContentLoaded", "load"];
const begin = () => {
  if (!/^https?:/.test(location.href)) return;
  STARTS.forEach((type) => window.removeEventListener(type, begin, true));
  moved("load");
};
if (/^(https?|file):/.test(location.href)) moved("load");
else STARTS.forEach((type) => window.addEventListener(type, begin, true));
