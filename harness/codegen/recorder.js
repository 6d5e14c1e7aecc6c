// Tells what the visitor does: clicks, typing, choices, keys, steps in the history, documents that come and go.
// Playwright names the elements: https://playwright.dev/python/docs/debug. What scripts do by themselves is not told.
(() => {
  "use strict";
  const tell = window.__hstrack_record__;
  delete window.__hstrack_record__;
  if (!tell) return;

  const { performance, navigation } = window;
  const { stringify } = JSON;
  const now = performance.now.bind(performance);
  const isTop = window === window.top;
  const LONGEST = 10000;
  const SCRIPTED = 1000; // A step in the history that a script asked for is taken within this time.
  const KEYS = ["Enter", "Escape", "ArrowDown", "ArrowUp"];
  const MODIFIERS = { Alt: "altKey", Control: "ctrlKey", Meta: "metaKey", Shift: "shiftKey" };
  const CLICKED_BY_ENTER = "a[href], button, summary, input[type=button], input[type=submit], input[type=reset], input[type=image]";
  const TELLS_OF_INPUT = "select, option, input[type=checkbox], input[type=radio], input[type=file], input[type=range], input[type=color]";
  let entered = false;
  let movedAt = -Infinity;

  // A gesture begins when something is pressed, and a page may answer to that already.
  const LONGEST_PRESS = 2000;
  let pressedAt = -Infinity;
  ["pointerdown", "keydown"].forEach((kind) => window.addEventListener(kind, () => { pressedAt = now(); }, true));
  const began = () => {
    const at = now() - pressedAt < LONGEST_PRESS ? pressedAt : now();
    pressedAt = -Infinity;
    return at;
  };

  const report = (kind, more, at = now()) => {
    try {
      tell(stringify({ kind, at: performance.timeOrigin + at, ...more }));
    } catch (_) { /* The page is going away. */ }
  };
  const locator = (element) => {
    try {
      return window.playwright.generateLocator(element, "python");
    } catch (_) {
      return "";
    }
  };
  const gesture = (method, element, more) => report("gesture", { method, locator: locator(element), ...more }, began());
  const visitors = (kind, handle) => window.addEventListener(kind, (event) => {
    const element = event.composedPath()[0];
    if (event.isTrusted && element instanceof Element) handle(element, event);
  }, true);

  const isToggle = (element) => element.matches("input[type=checkbox], input[type=radio]");
  const isShown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  // A click on a label is followed by one on its control, which tells of itself, unless it is hidden behind the label.
  const isToldByControl = (element) => {
    const label = element.closest("label, a, button");
    const control = label && label.control;
    return control && !control.contains(element) && (isShown(control) || !isToggle(control));
  };
  const clicked = (method) => (element, event) => {
    const byEnter = entered && event.detail === 0; // The button that Enter in a field stands for.
    const isPage = element === document.documentElement || element === document.body;
    if (byEnter || isPage || event.button > 1 || element.matches(TELLS_OF_INPUT) || isToldByControl(element)) return;
    const modifiers = Object.keys(MODIFIERS).filter((key) => event[MODIFIERS[key]]);
    gesture(method, element, { modifiers, middle: event.button === 1 });
  };
  visitors("click", clicked("click"));
  visitors("auxclick", clicked("click"));
  visitors("dblclick", clicked("dblclick"));

  visitors("input", (element) => {
    if (isToggle(element)) {
      if (isShown(element)) gesture(element.checked ? "check" : "uncheck", element);
    } else if (element.matches("select")) {
      gesture("select_option", element, { values: Array.from(element.selectedOptions, (option) => option.value.slice(0, LONGEST)) });
    } else if (element.matches("input[type=password]")) {
      gesture("fill", element, { secret: true });
    } else if (!element.matches("input[type=file]")) {
      const text = "value" in element ? element.value : element.innerText;
      gesture("fill", element, { values: [String(text).slice(0, LONGEST)] });
    }
  });

  visitors("keydown", (element, event) => {
    const writes = element.isContentEditable || element.matches("textarea");
    const isTold = event.key === "Escape" || !(writes || element.matches("select"));
    if (!KEYS.includes(event.key) || event.isComposing || !isTold) return;
    if (event.key === "Enter" && element.matches(CLICKED_BY_ENTER)) return;
    entered = event.key === "Enter";
    gesture("press", element, { values: [event.key] });
  });
  visitors("keyup", () => { entered = false; });

  if (!isTop) return;
  const isScripted = () => now() - movedAt < SCRIPTED;
  ["back", "forward", "go"].forEach((name) => {
    const native = History.prototype[name];
    History.prototype[name] = function (...args) {
      movedAt = now();
      return native.apply(this, args);
    };
  });
  const loaded = (how) => /^https?:/.test(location.href) && report("load", { how, url: location.href, referred: document.referrer !== "" });
  loaded(performance.getEntriesByType("navigation")[0]?.type || "navigate");
  window.addEventListener("pageshow", (event) => event.persisted && loaded("back_forward"), true);
  window.addEventListener("beforeunload", () => report("leave", { scripted: isScripted() }), true);
  if (navigation) {
    navigation.addEventListener("currententrychange", (event) => {
      const steps = navigation.currentEntry.index - event.from.index;
      report("entry", { how: event.navigationType || "replace", url: location.href, steps, scripted: isScripted() });
    });
  }
})();
//# sourceURL=hstrack-recorder.js
