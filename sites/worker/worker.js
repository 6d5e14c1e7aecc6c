"use strict";

// As much of a document as the tracking code asks for. What it shows is what the page told with its last message.
let shown = {};
const elements = new Map();

const nothing = () => {};
const head = {
  appendChild(element) {
    elements.set(element.id, element);
    importScripts(element.src);
  },
};

function cookies() {
  return new Map(shown.cookie.split("; ").filter(Boolean).map((cookie) => [cookie.split("=", 1)[0], cookie]));
}

const imitated = {
  head,
  documentElement: head,
  body: null,
  readyState: "complete",
  characterSet: "UTF-8",
  addEventListener: nothing,
  createElement: () => ({}),
  getElementById: (id) => elements.get(id) || null,
  querySelector: () => null,
  querySelectorAll: () => [],
  get title() {
    return shown.title;
  },
  get referrer() {
    return shown.referrer;
  },
  get cookie() {
    return shown.cookie;
  },
  set cookie(text) {
    const kept = cookies();
    const [name] = text.split("=", 1);
    if (/;max-age=0(;|$)/.test(text)) kept.delete(name);
    else kept.set(name, text.split(";", 1)[0]);
    shown.cookie = [...kept.values()].join("; ");
    postMessage(text);
  },
};

self.window = self.top = self.parent = self;
self.document = imitated;
self._hsq = [];
Object.defineProperty(self, "location", { get: () => new URL(shown.href) });

// A worker has no images: what one would ask for is fetched.
self.Image = class {
  set src(address) {
    fetch(address, { mode: "no-cors", keepalive: true }).catch(nothing);
  }
};

self.addEventListener("message", ({ data }) => {
  shown = data.shown;
  if (data.screen) self.screen = data.screen;
  if (data.call) self._hsq.push(data.call);
  (data.scripts || []).forEach(({ id, src }) => {
    elements.set(id, { id });
    importScripts(src);
  });
});
