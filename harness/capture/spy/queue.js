// The queues: every push with its arguments, and the moment when a tracker takes over.

const SENDING = ["trackPageView", "trackCustomBehavioralEvent"];
const TRACKER = /\/\/js[^/]*\.hs-(analytics\.net|scripts\.com)\//;

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
