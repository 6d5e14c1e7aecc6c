// What all parts use: the natives, kept from before the page or the watch on timers can replace them, and the report.

const tell = window.__hstrack_tell__;
delete window.__hstrack_tell__;
const OWN_COOKIE = /^(__hs[a-z_]+|hubspotutk|hs_dbg)=/;
const { setTimeout, queueMicrotask, fetch, Promise, Error, Proxy, Reflect, performance } = window;
const { stringify } = JSON;
const arrayJoin = Array.prototype.join;
const now = performance.now.bind(performance);
const origin = performance.timeOrigin;
const identity = `${origin} ${Math.random()}`; // Browsers merge equal images within one document only.
const sendBeacon = navigator.sendBeacon && navigator.sendBeacon.bind(navigator);
const imageSource = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
const arrayPush = Array.prototype.push;
const MOST_REPORTS = 100;
const TICK = 0.002;
const RUNNABLE = /^$|javascript|ecmascript|module/i;

// What runs at this moment: the number of the innermost call that the tracker executes, and the queue whose first
// calls it works off. A hit that is asked for meanwhile is caused by it, whatever the tracker looks like inside.
const running = { during: 0, takeover: "" };
let calls = 0;
let hits = 0;
const place = () => ({ document: identity, number: (calls += 1), ...running });

// A browser's clock is coarse, and what happened one after the other must not seem to have happened at once.
let latest = 0;
const moment = () => {
  const here = origin + now();
  latest = here > latest + TICK ? here : latest + TICK;
  return latest;
};

// The reports of one task are told at once, when it ends: each telling costs three processes a message.
let reports = [];
const tellAll = () => {
  const told = reports;
  reports = [];
  try {
    if (told.length) tell(`[${arrayJoin.call(told)}]`);
  } catch (_) { /* The page is going away. */ }
};
const report = (type, entry) => {
  try {
    reports[reports.length] = stringify({ type, at: moment(), frame: location.href, top: window === window.top, ...entry });
  } catch (_) { return; }
  if (reports.length === 1) queueMicrotask(tellAll);
  else if (reports.length >= MOST_REPORTS) tellAll();
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
