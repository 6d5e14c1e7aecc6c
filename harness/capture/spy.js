// Runs first in every document: reports queue calls, takeovers, changes of address, workers and the tracking requests
// asked for, and holds the fence. The natives are kept from before the page, or a virtual clock, can replace them.
(() => {
  "use strict";
  const HANDLE = Symbol.for("hstrack");
  if (window[HANDLE]) return;

  const tell = window.__hstrack_tell__;
  delete window.__hstrack_tell__;
  const TRACKING = /^https?:\/\/track(-[a-z0-9]+)?\.hubspot\.com\//i;
  const OWN_COOKIE = /^(__hs[a-z_]+|hubspotutk|hs_dbg)=/;
  const SENDING = ["trackPageView", "trackCustomBehavioralEvent"];
  const LOADERS = 'script[src*=".hs-scripts.com/"], script[src*=".hs-analytics.net/"]';
  const { setTimeout, queueMicrotask, fetch, Promise, Error, Proxy, Reflect, performance } = window;
  const { stringify } = JSON;
  const now = performance.now.bind(performance);
  const origin = performance.timeOrigin;
  const identity = `${origin} ${Math.random()}`; // Browsers merge equal images within one document only.
  const sendBeacon = navigator.sendBeacon && navigator.sendBeacon.bind(navigator);
  const imageSource = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
  const arrayPush = Array.prototype.push;
  const used = new Set();
  const PATIENCE = 2000;
  const TRACKER = /\/\/js[^/]*\.hs-(analytics\.net|scripts\.com)\//;
  const STARTING = 1000;
  const RUNNABLE = /^$|javascript|ecmascript|module/i;
  const unanswered = new Set();
  const owed = new Map();
  let issued = 0;

  // What runs at this moment: the number of the innermost call that the tracker executes, and the queue whose first
  // calls it works off. A hit that is asked for meanwhile is caused by it, whatever the tracker looks like inside.
  const running = { during: 0, takeover: "" };
  let calls = 0;
  let hits = 0;
  const place = () => ({ document: identity, number: (calls += 1), ...running });

  const report = (type, entry) => {
    try {
      tell(stringify({ type, at: origin + now(), frame: location.href, top: window === window.top, ...entry }));
    } catch (_) { /* The page is going away. */ }
  };

  const stack = () => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 30;
    const text = new Error().stack || "";
    Error.stackTraceLimit = limit;
    return text.slice(0, 8000);
  };

  // What a hit of this moment copies: the page's title, and HubSpot's own cookies. Read as the tracker reads them, through
  // whatever the page has put in the way; null for what cannot be had, or is longer than makes sense.
  const look = () => {
    const seen = { title: null, cookies: null };
    try {
      if (document.title.length <= 2000) seen.title = document.title;
      const own = document.cookie.split("; ").filter((cookie) => OWN_COOKIE.test(cookie));
      if (own.join().length <= 4000) seen.cookies = own;
    } catch (_) { /* A sandbox has no cookies. */ }
    return seen;
  };

  const text = (value) => (value.length > 10000 ? value.slice(0, 10000) + "…" : value);

  // Arguments as JSON can hold them; what it cannot hold is named, never called. `room` bounds the values of one call.
  let room = 0;
  const plain = (value, depth) => {
    try {
      if (room-- <= 0) return { $type: "too much" };
      if (value === undefined) return { $undefined: true };
      if (value === null || typeof value === "boolean") return value;
      if (typeof value === "number") return Number.isFinite(value) ? value : { $number: String(value) };
      if (typeof value === "string") return text(value);
      if (typeof value === "function") return { $function: text(value.name || "") };
      if (value instanceof Date) return { $date: String(value) };
      if (typeof value !== "object" || depth > 6) return { $type: text(String(typeof value)) };
      if (Array.isArray(value)) return value.slice(0, 200).map((item) => plain(item, depth + 1));
      const proto = Object.getPrototypeOf(value);
      if (proto && proto.constructor && proto.constructor.name !== "Object") return { $type: text(proto.constructor.name) };
      return Object.fromEntries(Object.keys(value).slice(0, 200).map((key) => [text(key), plain(value[key], depth + 1)]));
    } catch (_) {
      return { $type: "unreadable" };
    }
  };

  const told = (args) => {
    room = 2000;
    return args.map((arg) => plain(arg, 0));
  };

  // Arguments that the tracker may read later than they were pushed: the page can change its objects meanwhile.
  const readLater = [];
  const changed = () => (readLater.length > 50 ? null : readLater.filter(({ args, was }) => stringify(told(args)) !== was)
    .map(({ number }) => number));
  const keep = (number, args, was) => {
    const hasObjects = args.some((arg) => typeof arg === "object" && arg !== null);
    if (hasObjects && readLater.length <= 50) readLater.push({ number, args, was: stringify(was) });
  };

  // `ignored`: the tracker takes one entry of a push, and notices none that comes without push.
  const called = (queue, entry, before, ignored = false) => {
    const here = { before, ignored, stack: stack(), ...place() };
    try {
      const isCall = Array.isArray(entry) && typeof entry[0] === "string";
      const name = isCall ? entry[0] : typeof entry === "function" ? "(function)" : "(entry)";
      const args = isCall ? entry.slice(1, 201) : typeof entry === "function" ? [] : [entry];
      const values = told(args);
      if (before || name === "identify") keep(here.number, args, values);
      report("call", { queue, name: text(name), args: values, ...here });
    } catch (_) {
      report("call", { queue, name: "(entry)", args: [{ $type: "unreadable" }], ...here });
    }
    return here.number;
  };

  // Until the tracker swaps `push`, the page must find Array.prototype.push itself, for clients compare the two. An
  // array has no own property at the index that a push fills, so a set trap on the prototype sees every entry.
  const watchQueue = (name) => {
    const state = { queue: undefined, taken: false, byTracker: false, waiters: [] };
    const takeover = () => {
      state.taken = true;
      state.byTracker = state.byTracker || TRACKER.test(stack()); // A page may hand its calls on to a worker.
      running.takeover = running.takeover ? "(both)" : name;
      queueMicrotask(() => { running.takeover = ""; });
      report("takeover", { queue: name });
      state.waiters.splice(0).forEach((resolve) => resolve());
    };
    const sends = (entry) => {
      try { return state.taken && SENDING.includes(entry[0]); } catch (_) { return false; }
    };
    const recordingPush = (push) => function (...entries) {
      const { taken } = state;
      const numbers = entries.map((entry, index) => called(name, entry, !taken, taken && index > 0));
      const sent = sends(entries[0]) ? hits : NaN;
      const { during } = running;
      running.during = numbers[0] || during; // The tracker's push takes one entry.
      state.inside = true;
      try {
        const answer = push.apply(this, entries);
        if (hits === sent) report("silent", { document: identity, number: numbers[0], ...look() });
        return answer;
      } finally {
        state.inside = false;
        running.during = during;
      }
    };
    const watched = (parent) => new Proxy(parent, {
      getPrototypeOf: () => parent,
      set(target, key, value, receiver) {
        if (receiver === target) return Reflect.set(target, key, value);
        let kept = value;
        if (key === "push" && typeof value === "function" && value !== arrayPush) {
          if (receiver === state.queue) takeover();
          kept = recordingPush(value);
        } else if (typeof key === "string" && /^\d+$/.test(key) && !state.inside) {
          called(name, value, receiver !== state.queue || !state.taken, receiver === state.queue && state.taken);
        }
        return Reflect.defineProperty(receiver, key, { value: kept, writable: true, enumerable: true, configurable: true });
      },
    });
    const adopt = (queue) => {
      try {
        if (Array.isArray(queue)) {
          Array.from(queue, (entry) => called(name, entry, true));
          Object.setPrototypeOf(queue, watched(Object.getPrototypeOf(queue)));
        } else if (queue && typeof queue.push === "function") {
          queue.push = recordingPush(queue.push);
        }
      } catch (_) { /* A frozen queue stays as it is; nothing can be pushed on it either. */ }
    };
    Object.defineProperty(window, name, {
      configurable: true,
      enumerable: true,
      get: () => state.queue,
      set(queue) {
        if (queue === state.queue) return;
        if (state.queue !== undefined) report("call", { queue: name, name: "(new queue)", args: [], before: !state.taken, stack: stack(), ...place() });
        state.queue = queue;
        state.taken = false;
        adopt(queue);
      },
    });
    return state;
  };

  const hsq = watchQueue("_hsq");
  watchQueue("_hsp");

  // A browser that leaves a document cancels the images that wait for a connection, and tells nobody. Listening costs the
  // browser something, so it begins with the first image that is owed.
  const leave = () => {
    owed.forEach((url) => report("cut off", { url, document: identity }));
    owed.clear();
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

  // No spy runs in a worker. Those that have just been made may not have begun yet.
  const workers = new Map();
  ["Worker", "SharedWorker"].forEach((name) => {
    const native = window[name];
    if (!native) return;
    window[name] = new Proxy(native, {
      construct(target, args, made) {
        const worker = Reflect.construct(target, args, made);
        try {
          const url = new URL(args[0], document.baseURI).href;
          report("worker", { url, document: identity, stack: stack() });
          if (name === "Worker") workers.set(worker, { url, since: now() });
        } catch (_) { /* Its address cannot be read a second time. */ }
        return worker;
      },
    });
  });
  if (window.Worker) {
    const { terminate } = Worker.prototype;
    Worker.prototype.terminate = function () {
      workers.delete(this);
      return terminate.call(this);
    };
  }
  const liveWorkers = () => Array.from(workers.values(), ({ url, since }) => [url, now() - since < STARTING]);

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
  // Firefox keeps the window of a frame's first, empty document for the page that follows, and the spy with it.
  if (/^(https?|file):/.test(location.href)) moved("load");
  else window.addEventListener("DOMContentLoaded", () => /^https?:/.test(location.href) && moved("load"), { once: true, capture: true });

  const within = (milliseconds, promise, otherwise) =>
    Promise.race([promise, new Promise((resolve) => setTimeout(() => resolve(otherwise), milliseconds))]);

  const isLoaded = () => document.readyState === "complete";
  const loaded = () => new Promise((resolve) =>
    window.addEventListener("load", () => setTimeout(() => resolve(true), 0), { once: true }));
  // A script of another type is not run, or not here: it waits for consent, or for a worker.
  const isAwaited = () => Array.from(document.querySelectorAll(LOADERS)).some(({ type }) => RUNNABLE.test(type));
  const isTaken = () => hsq.taken || !isAwaited() ||
    Boolean(hsq.queue && hsq.queue.push !== arrayPush);
  const taken = () => new Promise((resolve) => hsq.waiters.push(() => resolve(true)));

  // What did not come within the bound once is not waited for again, but stays in doubt.
  const gaveUp = { loading: false, takeover: false };
  const awaitsLoading = () => !gaveUp.loading && !isLoaded();
  const awaitsTakeover = () => !gaveUp.takeover && isLoaded() && !isTaken();
  const awaitsPage = () => awaitsLoading() || awaitsTakeover();
  const pageFence = async (bound) => {
    const waited = awaitsPage();
    if (awaitsLoading()) gaveUp.loading = !(await within(bound, loaded(), false));
    if (awaitsTakeover()) gaveUp.takeover = !(await within(bound, taken(), false));
    return waited;
  };

  const imageFence = (url) => new Promise((resolve) => {
    const image = document.createElement("img");
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
    imageSource.set.call(image, url);
  });

  // One request for each transport that the context uses, for order is faithful within a transport, not across: what the
  // document before this one sent may be on its way still.
  const networkFence = (host, number, transports) => {
    const kinds = ["image", ...new Set([...used, ...transports])];
    const url = (kind) => `https://${host}/__hstrack/fence?n=${number}&kind=${kind}&of=${kinds.length}`;
    if (kinds.includes("beacon")) sendBeacon(url("beacon"));
    const fetched = kinds.includes("fetch") ? fetch(url("fetch"), { method: "POST", mode: "no-cors", keepalive: true }).then(() => true, () => false) : true;
    // Await the load: an image that is not awaited lets beacons overtake it.
    return Promise.all([imageFence(url("image")), fetched]).then((done) => done.every(Boolean));
  };

  // An answer may be followed by a hit. What has been owed for long (a long poll, a stream) is not waited for.
  const answers = (bound) => {
    const fresh = [...unanswered].filter(({ since }) => now() - since < bound);
    return within(bound, Promise.all(fresh.map(({ done }) => done)), null).then(() => fresh.length > 0);
  };

  const settledCount = () => new Promise((resolve) => setTimeout(() => resolve(issued), 0));

  const fence = async (hosts, number, bound, transports) => {
    const answered = await answers(PATIENCE);
    const waited = (await pageFence(bound)) || answered;
    const passed = await within(bound, Promise.all(hosts.map((host) => networkFence(host, number, transports))), []);
    const all = passed.length === hosts.length && passed.every(Boolean);
    // A loader may have come into the page meanwhile.
    const state = { loaded: isLoaded(), taken: isTaken(), tracks: hsq.byTracker, workers: liveWorkers() };
    return { waited: waited || awaitsPage(), passed: all, issued, ...state };
  };

  Object.defineProperty(window, HANDLE, { value: Object.freeze({ fence, issued: settledCount, awaitsPage }) });
})();
//# sourceURL=hstrack-spy.js
