// Knows the timers that a page has armed, so that settling can run them at once instead of waiting for them. Until then
// they fire as usual, by the browser's own; a page whose timers were run finds its time ahead by what was skipped.
(() => {
  "use strict";
  const HANDLE = Symbol.for("hstrack.timers");
  const AHEAD = Symbol.for("hstrack.ahead");
  if (window[HANDLE]) return;

  const { setTimeout, clearTimeout, Date, Map, MessageChannel, Promise, Proxy, Reflect, performance, reportError } = window;
  const now = performance.now.bind(performance);
  const pools = [];
  const SHORTEST = 4; // As browsers have it for timers that arm timers, so that every chain gets on.
  const FRAME = 16;
  const LONGEST_HOLD = 2000;
  const LONGEST_DELAY = 2 ** 31 - 1;
  let ahead = 0;
  let hastened = 0;
  let running = false;

  const time = () => now() + ahead;

  const fire = (pool, id) => {
    const timer = pool.get(id);
    if (!timer) return;
    if (timer.every) timer.due = time() + timer.every;
    else pool.delete(id);
    timer.call();
  };

  // `arm` is the browser's own way to arm a timer; its id is the page's.
  const keep = (pool, arm, call, wait, every) => {
    const id = arm(() => fire(pool, id));
    pool.set(id, { call, every, due: time() + (running ? Math.max(wait, SHORTEST) : wait) });
    return id;
  };

  const replace = (name, make) => {
    const native = window[name];
    if (typeof native !== "function") return;
    window[name] = make(native);
    Object.defineProperty(window[name], "name", { value: name });
  };

  const called = (callback, args) =>
    typeof callback === "function" ? () => callback.apply(window, args) : () => (0, window.eval)(String(callback));
  const wait = (delay) => Math.max(0, Number(delay) | 0);

  const timers = new Map();
  pools.push({ pool: timers, drop: clearTimeout });
  replace("setTimeout", (native) => (callback, delay, ...args) => {
    const ms = wait(delay);
    return keep(timers, (ring) => native(ring, ms), called(callback, args), ms, 0);
  });
  replace("setInterval", (native) => (callback, delay, ...args) => {
    const ms = Math.max(SHORTEST, wait(delay));
    return keep(timers, (ring) => native(ring, ms), called(callback, args), ms, ms);
  });
  ["clearTimeout", "clearInterval"].forEach((name) => replace(name, (native) => (id) => {
    timers.delete(Number(id));
    native(id);
  }));

  const watchOnce = (request, cancel, ms, given) => {
    const pool = new Map();
    const drop = window[cancel];
    pools.push({ pool, drop });
    replace(request, (native) => (callback, options) => {
      if (typeof callback !== "function") return native(callback);
      return keep(pool, (ring) => native(ring, options), () => callback(given()), ms, 0);
    });
    replace(cancel, () => (id) => {
      pool.delete(Number(id));
      drop(id);
    });
  };
  watchOnce("requestAnimationFrame", "cancelAnimationFrame", FRAME, time);
  watchOnce("requestIdleCallback", "cancelIdleCallback", FRAME, () => ({ didTimeout: false, timeRemaining: () => FRAME }));

  performance.now = time;
  // Only a page whose time is ahead gets a Date of its own.
  const shift = () => {
    const read = () => Date.now() + ahead;
    window.Date = new Proxy(Date, {
      apply: () => String(new Date(read())),
      construct: (target, args, made) => Reflect.construct(target, args.length ? args : [read()], made),
      get: (target, key) => (key === "now" ? read : Reflect.get(target, key)),
    });
  };
  const leap = (milliseconds) => {
    if (milliseconds <= ahead) return;
    if (ahead === 0) shift();
    ahead = milliseconds;
  };

  // A promise or a message of the last timer comes before the next timer, and no stack leads to whoever runs them.
  const turn = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); resolve(); };
    port2.postMessage(0);
  });

  const ring = ({ pool, drop }, id) => {
    const { every } = pool.get(id);
    try {
      fire(pool, id);
    } catch (error) {
      reportError(error);
    }
    if (!every) drop(id);
  };

  // The browser's own timers know nothing of the time that was skipped.
  const hasten = () => {
    if (hastened === ahead) return;
    hastened = ahead;
    pools.forEach((each) => each.pool.forEach((timer, id) => {
      const due = () => { if (each.pool.get(id) === timer && timer.due <= time() + 1) ring(each, id); };
      if (!timer.every) setTimeout(due, Math.min(timer.due - time(), LONGEST_DELAY));
    }));
  };

  const nextOf = (until) => {
    let next = null;
    pools.forEach((each) => each.pool.forEach(({ due }, id) => {
      if (due <= until && (next === null || due < next.due)) next = { each, id, due };
    }));
    return next;
  };

  // Runs what is due within so many milliseconds, in order, and what that arms, unless time is held; says how far ahead the
  // page is then, and whether it had to stop before all was run.
  const run = async (span, held) => {
    const until = time() + span;
    const end = now() + LONGEST_HOLD;
    await turn();
    let next = nextOf(until);
    running = true;
    while (next && now() < end && !(held && held())) {
      leap(ahead + Math.max(0, Math.ceil(next.due - time())));
      ring(next.each, next.id);
      await turn();
      next = nextOf(until);
    }
    running = false;
    hasten();
    return { ahead, stopped: next !== null && !(held && held()) };
  };

  // As if the machine had slept: what is due by then fires once.
  const elapse = async (target) => {
    await turn();
    leap(target);
    const due = pools.flatMap((each) => [...each.pool].map(([id, timer]) => ({ each, id, due: timer.due })));
    due.filter((timer) => timer.due <= time()).sort((one, other) => one.due - other.due).forEach(({ each, id }) => {
      if (each.pool.has(id)) ring(each, id);
    });
    hasten();
    return { ahead, stopped: false };
  };

  leap(window[AHEAD] || 0);
  Object.defineProperty(window, AHEAD, { get: () => ahead, set: leap });
  Object.defineProperty(window, HANDLE, { value: Object.freeze({ run, elapse }) });
})();
