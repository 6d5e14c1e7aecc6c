// The requests that the page asks for, by whatever carries them; those to tracking hosts are reported.

const TRACKING = /^https?:\/\/track(-[a-z0-9]+)?\.hubspot\.com\//i;

const used = new Set();
const unanswered = new Set();
let issued = 0;

// A browser that leaves a document cancels the images that wait for a connection, and tells nobody. Listening costs the
// browser something, so it begins with the first image that is owed.
const owed = new Map();
const leave = () => {
  owed.forEach((url) => report("cut off", { url, document: identity }));
  owed.clear();
  tellAll(); // A frame that is taken out of its page has no turn after this one.
};
const owe = (image, url) => {
  window.addEventListener("pagehide", leave, true);
  owed.set(image, url);
  ["load", "error"].forEach((end) => image.addEventListener(end, () => owed.delete(image), { once: true }));
};

const asks = (url, transport) => {
  hits += 1;
  report("asked", { url, transport, document: identity, stack: stack(), ...look(), changed: changed(), ...running });
};

Object.defineProperty(HTMLImageElement.prototype, "src", {
  ...imageSource,
  set(value) {
    issued += 1;
    imageSource.set.call(this, value);
    const url = imageSource.get.call(this).split("#")[0]; // As the browser will ask for it.
    if (!TRACKING.test(url)) return;
    asks(url, "image");
    owe(this, url);
  },
});

// What is fetched may come from a worker too, so documents tell which of it is theirs.
const fetches = (target, transport) => {
  try {
    const url = new URL((target && target.url) || target, document.baseURI).href.split("#")[0];
    if (!TRACKING.test(url)) return;
    used.add(transport);
    asks(url, transport);
  } catch (_) { /* No address; the browser says so to the page. */ }
};

// Returns a promise of its own, so that a rejection that the page does not handle stays unhandled.
const awaited = (answer) => {
  const request = { since: now() };
  request.done = new Promise((resolve) => { request.end = () => { unanswered.delete(request); resolve(); }; });
  unanswered.add(request);
  return answer.then((value) => { request.end(); return value; }, (error) => { request.end(); throw error; });
};

if (sendBeacon) {
  navigator.sendBeacon = (url, ...rest) => {
    issued += 1;
    fetches(url, "beacon");
    return sendBeacon(url, ...rest);
  };
}
if (fetch) {
  window.fetch = function (input, ...rest) {
    issued += 1;
    fetches(input, "fetch");
    return awaited(fetch.call(this, input, ...rest));
  };
}

// An answer is there with its head; what the page does with its body comes later.
["text", "json", "arrayBuffer", "blob", "bytes", "formData"].forEach((name) => {
  const native = window.Response && Response.prototype[name];
  if (native) Response.prototype[name] = { [name]() { return awaited(native.call(this)); } }[name];
});

const { open, send } = XMLHttpRequest.prototype;
const addresses = new WeakMap();
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  addresses.set(this, url);
  return open.call(this, method, url, ...rest);
};
XMLHttpRequest.prototype.send = function (...args) {
  issued += 1;
  fetches(addresses.get(this), "fetch");
  awaited(new Promise((resolve) => this.addEventListener("loadend", resolve, { once: true })));
  return send.apply(this, args);
};

// The load of a page waits for its scripts; what comes into it later is waited for as an answer is.
const scripts = new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
  if (!(node instanceof HTMLScriptElement && node.src && RUNNABLE.test(node.type))) return;
  awaited(new Promise((resolve) => ["load", "error"].forEach((end) => node.addEventListener(end, resolve, { once: true }))));
})));
window.addEventListener("load", () => scripts.observe(document, { childList: true, subtree: true }), { once: true });
