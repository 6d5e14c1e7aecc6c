// The fence: what is awaited before the page may be called at rest.

const LOADERS = 'script[src*=".hs-scripts.com/"], script[src*=".hs-analytics.net/"]';
const PATIENCE = 2000;

const within = (milliseconds, promise, otherwise) =>
  Promise.race([promise, new Promise((resolve) => setTimeout(() => resolve(otherwise), milliseconds))]);

const isLoaded = () => document.readyState === "complete";
const loaded = () => new Promise((resolve) =>
  window.addEventListener("load", () => setTimeout(() => resolve(true), 0), { once: true }));
// A script of another type is not run, or not here: it waits for consent, or for a worker.
const runnable = () => Array.from(document.querySelectorAll(LOADERS)).filter(({ type }) => RUNNABLE.test(type));
const isAwaited = () => runnable().length > 0;
const isTaken = () => hsq.taken || !isAwaited() || Boolean(hsq.queue && hsq.queue.push !== arrayPush);
const taken = () => new Promise((resolve) => hsq.waiters.push(() => resolve(true)));

// A script that did not arrive, or that a policy refused, will not take over: no use to wait for it.
const failed = new WeakSet();
window.addEventListener("error", ({ target }) => { if (target instanceof HTMLScriptElement) failed.add(target); }, true);
const isHopeless = () => runnable().some((script) => failed.has(script));

// What did not come within the bound once is not waited for again, but stays in doubt.
const gaveUp = { loading: false, takeover: false };
const awaitsLoading = () => !gaveUp.loading && !isLoaded();
const awaitsTakeover = () => !gaveUp.takeover && isLoaded() && !isTaken() && !isHopeless();
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

Object.defineProperty(window, Symbol.for("hstrack"), { value: Object.freeze({ fence, issued: settledCount, awaitsPage }) });
