// The queue: what lies in _hsq when the page has loaded runs in phases, what comes later runs at once.

const COOKIE_CALLS = ['setTrackingDomain', 'setCookiesToSubdomain', 'addCookieDomain', 'enableSecureCookie'];
const EARLY_CALLS = [
  'setTrackingGate', 'setPortalId', 'setCanonicalUrl', 'setPath', 'setContentType', 'setContentMetadata', 'setPageId',
  'setTargetedContentMetadata', 'identify', 'setDebugMode', 'setLimitTrackingToCookieDomains', 'setTrackingEnabled',
].concat(TRAITS.viewsFirst ? ['doNotTrack'] : []);

// A name that is no function of the tracker (portalId) is called all the same, fails, and is reported.
function call(entry) {
  if (typeof entry === 'function') {
    entry.call(window, tracker, { version: TRAITS.version });
  } else if (Array.isArray(entry) && Object.prototype.hasOwnProperty.call(tracker, entry[0])) {
    tracker[entry[0]](...entry.slice(1));
  }
}

function execute(entry) {
  attempt(call, entry);
}

function phaseOf(entry) {
  const name = Array.isArray(entry) ? entry[0] : null;
  if (COOKIE_CALLS.includes(name)) return 0;
  if (EARLY_CALLS.includes(name)) return 1;
  return TRAITS.viewsFirst && name === 'trackPageView' ? 2 : 3;
}

function inPhases(entries) {
  const phases = [[], [], [], []];
  for (const entry of entries) phases[phaseOf(entry)].push(entry);
  return phases;
}

// The page's array stays; only its own push is replaced, and it takes one entry.
function takeOver() {
  if (!Array.isArray(window._hsq)) window._hsq = [];
  const entries = window._hsq.splice(0);
  window._hsq.push = function push(entry) {
    execute(entry);
  };
  return entries;
}

function start() {
  if (window._hstc_ran) return;
  window._hstc_ran = true;
  const [cookieCalls, ...phases] = inPhases(takeOver());
  cookieCalls.forEach(execute);
  attempt(listenToBanner);
  attempt(readCanonical);
  if (TRAITS.capturesClicks) attempt(captureClicks);
  for (const calls of phases) calls.forEach(execute);
}

function pushHeader() {
  window._hsq = window._hsq || [];
  for (const entry of HEADER) window._hsq.push(entry);
}

function install() {
  if (window._hstc_loaded) return;
  window._hstc_loaded = true;
  if (TRAITS.since2023) Object.assign(tracker, callsSince2023);
  if (TRAITS.since2026) Object.assign(tracker, callsSince2026);
  if (document.readyState === 'complete') start();
  else window.addEventListener('load', start);
}

try {
  pushHeader();
} catch (foreign) {
  // A _hsq that is no array may have no push; the account's calls are lost then, as in real life.
}
try {
  install();
} catch (error) {
  // The page may have taken away what the tracker needs; it goes on without it.
}
