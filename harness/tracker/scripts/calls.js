// The calls: what can be pushed on _hsq, under HubSpot's names and in HubSpot's argument order.

const switches = { enabled: true, limited: false };
const gates = [];

// What each kind of listener is told; nothing yet means that it is told later.
const NEWS = {
  identity: () => visitor && [hstc(), hssc(), fingerprint()],
  token: () => visitor && [visitor.token],
  pageId: () => page.id !== undefined && [page.id],
  contentType: () => page.contentType !== undefined && [page.contentType],
  contentMetadata: () => page.metadata !== undefined && [page.metadata],
};
const listeners = { identity: [], token: [], pageId: [], contentType: [], contentMetadata: [] };

function listen(kind, listener) {
  listeners[kind].push(listener);
  const news = NEWS[kind]();
  if (news) listener(...news);
}

function tell(kind) {
  const news = NEWS[kind]();
  if (news) listeners[kind].forEach((listener) => attempt(listener, ...news));
}

function prefixed(properties) {
  const source = Object(properties);
  const fields = {};
  Object.keys(source).forEach((name) => {
    fields[`_${name}`] = isBlank(source[name]) ? '' : source[name];
  });
  return fields;
}

function trackForm(code, form, details) {
  const fields = typeof form === 'object' ? form : { fi: form };
  send('/__ptq.gif', Object.assign({ k: code }, fields, details));
}

const tracker = {
  portalId: undefined,
  trackingDomain: 'track.hubspot.com',

  setPortalId(portalId) {
    tracker.portalId = portalId;
    if (!visitor) meetVisitor();
  },
  setTrackingDomain(domain) {
    tracker.trackingDomain = domain;
  },
  setTrackingEnabled(enabled) {
    switches.enabled = Boolean(enabled);
  },
  setLimitTrackingToCookieDomains(limited) {
    switches.limited = Boolean(limited);
  },

  addCookieDomain(domain) {
    if (!jar.domains.includes(domain)) jar.domains.push(domain);
  },
  setCookiesToSubdomain(hostOnly) {
    jar.hostOnly = Boolean(hostOnly);
  },
  enableSecureCookie(secure) {
    jar.secure = secure !== false;
  },

  setCanonicalUrl(address) {
    page.canonicalSet = address;
  },
  setPath(path) {
    page.previousPath = page.path;
    page.path = path === '' ? '/' : path;
    refreshRules();
  },
  setContentType(type) {
    page.contentType = type;
    tell('contentType');
  },
  setPageId(id) {
    page.id = id;
    tell('pageId');
  },
  setContentMetadata(metadata) {
    page.metadata = metadata || undefined;
    tell('contentMetadata');
  },
  setTargetedContentMetadata(triples) {
    page.targeted = Array.isArray(triples) ? triples : [];
  },

  identify,
  trackPageView() {
    send('/__ptq.gif', { k: 1 });
  },
  trackCustomBehavioralEvent(event) {
    if (event === undefined || event === null) return;
    send('/__ptbe.gif', Object.assign(isBlank(event.name) ? {} : { n: event.name }, prefixed(event.properties)));
  },
  trackEvent(event, details) {
    if (!TRAITS.legacyEvents) return;
    const named = typeof event === 'string' || typeof event === 'number';
    const own = named ? Object.assign({ id: event }, Object(details)) : Object.assign({}, event);
    const id = named ? event : event.id;
    send('/__ptq.gif', Object.assign(own, { k: 3, n: isBlank(id) ? '' : id, m: isBlank(own.value) ? '' : own.value }));
  },
  trackConversion(event, details) {
    tracker.trackEvent(event, details);
  },

  trackFormView(form, details) {
    trackForm(15, form, details);
  },
  trackFormInstall(form, details) {
    trackForm(16, form, details);
  },
  trackFormVisible(form, details) {
    trackForm(17, form, details);
  },
  trackFormInteraction(form, details) {
    trackForm(18, form, details);
  },
  trackFormCompletion(form, details) {
    trackForm(19, form, details);
  },
  trackFeedbackView(survey) {
    send('/__ptq.gif', { k: 26, st: survey.surveyType, si: survey.surveyId });
  },
  trackCtaView(cta, variant) {
    send('/__ptq.gif', { k: 12, aij: JSON.stringify([cta, variant]), rfc: 8 });
  },

  trackApproveCookieConsent() {
    send('/__ptq.gif', { k: 28 });
  },
  trackDeclineCookieConsent() {
    send('/__ptq.gif', { k: 29 });
  },
  trackRevokeCookieConsent() {
    send('/__ptq.gif', { k: 30 });
  },
  addPrivacyConsentListener(listener) {
    handToBanner('addPrivacyConsentListener', listener);
  },
  revokeCookieConsent() {
    handToBanner('revokeCookieConsent');
  },
  doNotTrack(options) {
    if (options && options.track) removeCookie('__hs_do_not_track');
    else writeCookies([['__hs_do_not_track', 'yes', LIFE]]);
  },

  addIdentityListener(listener) {
    listen('identity', listener);
  },
  addCookieListener(listener) {
    listen('identity', listener);
  },
  addUserTokenListener(listener) {
    listen('token', listener);
  },
  addPageIdListener(listener) {
    listen('pageId', listener);
  },
  addContentTypeListener(listener) {
    listen('contentType', listener);
  },
  addContentMetadataListener(listener) {
    listen('contentMetadata', listener);
  },

  resetVisitorIdentity() {
    resetVisitor();
  },
  resetVisitor() {
    resetVisitor();
    decorateLinks();
  },

  trackClick(selector, event, options) {
    addRule(selector, event, options);
  },
  refreshPageHandlers() {
    refreshRules();
  },
  urlMatches,

  enableAutomaticLinker(enabled) {
    linksAutomatically = enabled !== false;
    decorateLinks();
  },
  handleLink,

  embedHubSpotScript(address, id) {
    if (document.getElementById(id)) return;
    const script = document.createElement('script');
    script.id = id;
    script.src = address;
    (document.head || document.documentElement).appendChild(script);
  },

  _loadImage(fields) {
    send('/__ptq.gif', fields);
  },
};

const callsSince2023 = {
  setTrackingGate(gate) {
    gates.push(gate);
  },
  hasTrackingGate(gate) {
    return gates.includes(gate);
  },
  trackClickEvent(event) {
    if (event !== undefined && event !== null) send('/__ptc.gif', prefixed(event.properties));
  },
  autocaptureClicks() {
    if (gates.includes(CAPTURE_GATE) && !TRAITS.capturesClicks) addRule(CAPTURED, CAPTURE_GATE);
  },
  logError(error) {
    report(error);
  },
};

const callsSince2026 = {
  showBanner() {
    handToBanner('showBanner');
  },
  setHubSpotConsent(categories) {
    handToBanner('setHubSpotConsent', categories);
  },
};
