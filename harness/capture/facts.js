// Read in a live document: what the page says about itself. `banners` are the known consent platforms with the selectors
// of their banners, `selectors` those of the portal's clicked elements. A fact that the page makes unreadable is null.
([banners, selectors, longest]) => {
  const LOADER = /^https?:\/\/js(-[a-z0-9]+)?\.(hs-scripts\.com|hs-analytics\.net)\//;
  const KEPT = /^_?_?hs|hubspot|consent|cookie|onetrust|optanon|usercentrics|^uc_|klaro|didomi|euconsent|tcf|gdpr|ccpa/i;
  const SWITCHES = ["disableHubSpotCookieBanner", "disabledHsPopups"];
  const CONTROLS = "input[name], select[name], textarea[name]";
  const MOST = { tags: 50, policies: 10, items: 200, fields: 50, frames: 20, links: 200, elements: 200 };

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const has = (selector) => document.querySelector(selector) !== null;
  const cut = (text, most = longest) => String(text || "").slice(0, most);
  const attempt = (read, otherwise = null) => {
    try {
      return read();
    } catch (error) {
      return otherwise;
    }
  };
  const inShadow = (element) => Boolean(element.shadowRoot && element.shadowRoot.childElementCount > 0);
  const seen = (element) => element.getClientRects().length > 0 || inShadow(element);
  const meta = (name) => all(`meta[name="${name}" i][content]`).map((tag) => tag.content).join(", ");

  // Consent banners: the known ones, and a dialog of the site's own that speaks of cookies.
  const words = (dialog) => `${dialog.getAttribute("aria-label")} ${dialog.id} ${dialog.textContent.slice(0, 5000)}`;
  const asks = (dialog) => seen(dialog) && dialog.querySelector("button") && /cookie|consent/i.test(words(dialog));
  const dialogs = () => all("[role=dialog], [role=alertdialog], dialog[open]").filter(asks);
  const seenBanners = () => {
    const known = Object.entries(banners).filter(([, selector]) => all(selector).some(seen));
    const covers = (dialog) => known.some(([, selector]) => dialog.closest(selector) || dialog.querySelector(selector));
    const own = dialogs().some((dialog) => !covers(dialog));
    return [...known.map(([name]) => name), ...(own ? [""] : [])];
  };

  const PLATFORMS = {
    OneTrust: () => window.OneTrust || window.Optanon,
    Cookiebot: () => window.Cookiebot || window.CookieConsent,
    Usercentrics: () => window.UC_UI || window.__ucCmp,
    Klaro: () => window.klaro,
    Didomi: () => window.Didomi,
    TrustArc: () => window.truste,
    Quantcast: () => has("script[src*='quantcast.mgr.consensu.org'], script[src*='cmp.quantcast.com']"),
    Osano: () => window.Osano,
    Borlabs: () => window.BorlabsCookie,
    Complianz: () => window.complianz,
    CookieYes: () => window.cookieyes || has("#cookieyes"),
    iubenda: () => window._iub,
    Termly: () => window.Termly,
    tarteaucitron: () => window.tarteaucitron,
    CookieConsent: () => window.cookieconsent,
    hubspot: () => window._hspb_loaded,
  };

  const parts = () => [document.body, ...document.body.children, ...all("#root, #app, #__next, main")].slice(0, 60);
  const owns = (test) => parts().some((element) => Object.keys(element).some((key) => test.test(key)));
  const generated = (name) => new RegExp(name, "i").test(meta("generator"));
  const FRAMEWORKS = {
    react: () => owns(/^__react(Container|Fiber|InternalInstance)|^_reactRootContainer/) || has("[data-reactroot]"),
    next: () => window.__NEXT_DATA__ || window.next || window.__next_f || has("#__next"),
    gatsby: () => window.___loader || has("#___gatsby"),
    remix: () => window.__remixContext || window.__reactRouterContext,
    vue: () => window.__VUE__ || has("[data-v-app]") || owns(/^__vue/),
    nuxt: () => window.__NUXT__ || window.useNuxtApp || has("#__nuxt"),
    angular: () => has("[ng-version]"),
    angularjs: () => (window.angular && window.angular.version.major === 1) || has("[ng-app], .ng-scope"),
    svelte: () => has("[class*='svelte-']") || window.__svelte,
    sveltekit: () => has("[data-sveltekit-preload-data], script[data-sveltekit-hydrate]"),
    astro: () => has("astro-island") || generated("astro"),
    solid: () => window._$HY,
    ember: () => window.Ember || has(".ember-application"),
    turbo: () => window.Turbo,
    turbolinks: () => window.Turbolinks,
    htmx: () => window.htmx,
    alpine: () => window.Alpine,
    barba: () => has("[data-barba]"),
    docusaurus: () => window.docusaurus || generated("docusaurus"),
    wordpress: () => generated("wordpress") || has("link[rel='https://api.w.org/'], script[src*='/wp-content/']"),
    drupal: () => window.Drupal || generated("drupal"),
    shopify: () => window.Shopify,
    webflow: () => window.Webflow || has("html[data-wf-site]"),
    squarespace: () => window.Static && window.Static.SQUARESPACE_CONTEXT,
    wix: () => window.wixBiSession || generated("wix"),
    "hubspot-cms": () => window.hsVars || generated("hubspot"),
    gtm: () => has("script[src*='googletagmanager.com/gtm.js']") || (window.google_tag_manager && !window.gtag),
    segment: () => window.analytics && (window.analytics.SNIPPET_VERSION || window.analytics.initialize),
    tealium: () => window.utag,
    "adobe-launch": () => window._satellite,
    partytown: () => window.partytown || has("script[type^='text/partytown']"),
    zaraz: () => window.zaraz,
    "rocket-loader": () => has("script[src*='rocket-loader']"),
    "wp-rocket": () => has("script[type='rocketlazyloadscript']"),
  };
  const named = (table) => Object.keys(table).filter((name) => attempt(() => Boolean(table[name]()), false));

  const policies = () =>
    all("meta[http-equiv='Content-Security-Policy' i][content]").slice(0, MOST.policies).map((tag) => ({ text: cut(tag.content, 8 * longest), source: "meta" }));

  const stored = (area, storage) =>
    Array.from({ length: Math.min(storage.length, MOST.items) }, (_, index) => storage.key(index)).map((key) => {
      const value = String(storage.getItem(key));
      return { area, key: cut(key, 200), value: KEPT.test(key) ? cut(value, 500) : null, length: value.length };
    });

  // HubSpot's forms say whose they are in attributes, in the element's id or in the address that they are sent to.
  const GUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
  const portal = (text) => (/^\d{1,15}$/.test(text || "") ? Number(text) : 0);
  const ownerOf = (form) => {
    // Attributes, for a field called "id" or "action" hides the form's own property.
    const said = (name) => form.getAttribute(name) || "";
    const box = Element.prototype.closest.call(form, "[data-portal-id][data-form-id]");
    const sentTo = /\/(\d{1,15})\/([0-9a-f-]{36})/i.exec(said("action"));
    const hubspot = /(^|\s)hs-form\b|hsForm_/.test(`${said("class")} ${said("id")}`) || /hsforms|forms\.hubspot/.test(said("action"));
    const guid = GUID.exec(said("data-form-id") || said("id"));
    return {
      hubspot: Boolean(hubspot || box),
      portal_id: portal(said("data-portal-id") || (box && box.dataset.portalId) || (hubspot && sentTo && sentTo[1])),
      form_id: cut((guid && guid[0]) || (box && box.dataset.formId) || (hubspot && sentTo && sentTo[2]), 100),
    };
  };
  const field = (control) => ({ name: cut(control.name, 200), type: cut(control.type, 30), filled: Boolean(control.value) });
  const formFact = (form, framed) => ({
    ...ownerOf(form),
    element_id: cut(form.getAttribute("id"), 200),
    name: cut(form.getAttribute("name"), 200),
    action: cut(attempt(() => new URL(form.getAttribute("action") || "", form.baseURI).href, "")),
    method: cut(form.getAttribute("method") || "get", 10).toLowerCase(),
    fields: all(CONTROLS, form).slice(0, MOST.fields).map(field),
    framed,
    visible: seen(form),
  });
  const framedDocuments = () => all("iframe").slice(0, MOST.frames).map((frame) => attempt(() => frame.contentDocument)).filter(Boolean);
  const forms = () => {
    const framed = framedDocuments().flatMap((inner) => all("form", inner).map((form) => [form, true]));
    const found = [...all("form").map((form) => [form, false]), ...framed].slice(0, MOST.tags);
    return found.map((pair) => attempt(() => formFact(...pair))).filter(Boolean);
  };

  // Links to other hosts come first: they are those that a visitor may be lost on.
  const address = (link) => cut(link.href.baseVal === undefined ? link.href : link.href.baseVal);
  const links = () => {
    const found = all("a[href]").map((link) => ({ link, crosses: /^https?:$/.test(link.protocol) && link.host !== location.host }));
    const kept = [...found.filter((each) => each.crosses), ...found.filter((each) => !each.crosses)].slice(0, MOST.links);
    return kept.map(({ link, crosses }) => ({ href: address(link), text: cut(link.textContent.trim(), 100), crosses }));
  };

  const marked = (element) => element.getAttributeNames().some((name) => name.startsWith("data-hs-event-"));
  const match = (selector) =>
    attempt(() => {
      const found = all(selector);
      return { selector, count: found.length, marked: found.filter(marked).length };
    }, { selector, invalid: true });

  // Optimisers and consent platforms keep a script's address in another attribute until it may load.
  const whole = (text) => attempt(() => new URL(text, document.baseURI).href, "");
  const keptIn = (script) => [...script.attributes].find(({ name, value }) => /src/.test(name) && LOADER.test(whole(value)));
  const loading = (script) => [script, LOADER.test(script.src) ? script.getAttributeNode("src") : keptIn(script)];
  const scripts = attempt(() => all("script").map(loading).filter(([, kept]) => kept), []);
  const loaderTag = ([script, kept]) => ({
    src: cut(whole(kept.value)),
    element_id: cut(script.id),
    type: cut(script.type),
    kept_in: kept.name === "src" ? "" : cut(kept.name, 50),
  });
  const queue = attempt(() => window._hsq, {});
  const takeover = attempt(() => typeof queue.push === "function" && queue.push !== Array.prototype.push, false);
  const link = attempt(() => document.querySelector("link[rel~=canonical][href]"));
  // As one text: Playwright takes ten times as long for a value of many parts.
  return JSON.stringify({
    title: attempt(() => cut(document.title)),
    canonical: attempt(() => link && cut(link.href)),
    robots: attempt(() => cut(meta("robots"))),
    loaders: attempt(() => scripts.slice(0, MOST.tags).map(loaderTag)),
    loader_count: scripts.length,
    takeover,
    queue: queue === undefined || queue === null ? "absent" : takeover ? "tracker" : Array.isArray(queue) ? "array" : "other",
    switches: attempt(() => SWITCHES.filter((name) => window[name] !== undefined)),
    banners: attempt(seenBanners),
    platforms: named(PLATFORMS),
    frameworks: named(FRAMEWORKS),
    csp: attempt(policies),
    storage: [...attempt(() => stored("local", localStorage), []), ...attempt(() => stored("session", sessionStorage), [])],
    forms: attempt(forms),
    links: attempt(links),
    link_count: attempt(() => document.links.length),
    elements: selectors.slice(0, MOST.elements).map(match),
  });
}
