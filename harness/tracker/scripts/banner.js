// The consent banner: what is allowed, and who is told. BANNER holds policy and settings; without a policy nobody is asked,
// and banner_choice and banner_surface are left out.

const HAS_POLICY = BANNER.policy !== 'none';
const CATEGORIES = ['analytics', 'advertisement', 'functionality'];
const OWN_COOKIES = [
  '__hs_opt_out', '__hs_initial_opt_in', '__hs_cookie_cat_pref', '__hs_gpc_banner_dismiss', '__hs_notify_banner_dismiss',
];

const consentListeners = [];
let state = null;

function everything(allowed) {
  return { analytics: allowed, advertisement: allowed, functionality: allowed };
}

function quietly(action) {
  try {
    action();
  } catch (error) {
    // A listener's fault is the page's own business.
  }
}

function copyOfState() {
  return JSON.parse(JSON.stringify(state));
}

function tellAll() {
  consentListeners.forEach((listener) => quietly(() => listener(copyOfState())));
}

function decide(choice) {
  const categories = { necessary: true };
  for (const category of CATEGORIES) categories[category] = Boolean(Object(choice)[category]);
  const previousCategories = state ? state.categories : Object.assign({ necessary: true }, everything(false));
  state = { allowed: !Object.values(categories).includes(false), categories, previousCategories };
}

function forgetFirstBanner() {
  const kept = readCookies();
  ['__hs_opt_out', '__hs_initial_opt_in'].filter((name) => kept[name]).forEach(removeCookie);
}

function firstDecision() {
  if (BANNER.second) forgetFirstBanner();
  return HAS_POLICY ? earlierChoice() : everything(true);
}

const bannerCalls = {
  addPrivacyConsentListener(listener) {
    consentListeners.push(listener);
    if (state) listener(copyOfState());
  },
  addPrivacySettingsListener(listener) {
    if (HAS_POLICY) listener(settings());
  },
  revokeCookieConsent() {
    TRACKING_COOKIES.concat(OWN_COOKIES, '__hs_do_not_track').forEach(removeCookie);
    decide(everything(false));
    tellAll();
    window._hsq = window._hsq || [];
    window._hsq.push(['trackRevokeCookieConsent']);
  },
  showBanner() {
    if (!HAS_POLICY || !(ASKS || BANNER.second)) return;
    showSurface();
    if (BANNER.policy === 'categories' && !BANNER.second) openSettings();
  },
  addCookieDomain(domain) {
    jar.domains.push(domain);
  },
  setCookiesToSubdomain(hostOnly) {
    jar.hostOnly = Boolean(hostOnly);
  },
  setUseSecureCookies(secure) {
    jar.secure = Boolean(secure);
  },
};

const secondBannerCalls = {
  hideBanner() {
    if (HAS_POLICY) hideSurface();
  },
  setHubSpotConsent(choice) {
    decide(choice);
    tellAll();
  },
};

function executeBannerCall(entry) {
  const named = Array.isArray(entry) && Object.prototype.hasOwnProperty.call(bannerCalls, entry[0]);
  if (named) quietly(() => bannerCalls[entry[0]](...entry.slice(1)));
}

function startBanner() {
  if (window._hspb_ran) return;
  window._hspb_ran = true;
  if (!Array.isArray(window._hsp)) window._hsp = [];
  const entries = window._hsp.splice(0);
  window._hsp.push = function push(entry) {
    executeBannerCall(entry);
  };
  jar.domains.push(...BANNER.domains);
  const first = firstDecision();
  if (first) decide(first);
  entries.forEach(executeBannerCall);
  if (HAS_POLICY && wantsSurface()) quietly(showSurface);
}

function installBanner() {
  if (window._hspb_loaded || (window.disabledHsPopups || []).includes('PRIVACY')) return;
  window._hspb_loaded = true;
  if (BANNER.second) Object.assign(bannerCalls, secondBannerCalls);
  const begin = BANNER.delay ? () => setTimeout(startBanner, BANNER.delay) : startBanner;
  const ready = BANNER.second ? document.readyState !== 'loading' : document.readyState === 'complete';
  if (ready) begin();
  else (BANNER.second ? document : window).addEventListener(BANNER.second ? 'DOMContentLoaded' : 'load', begin);
}

quietly(installBanner);
