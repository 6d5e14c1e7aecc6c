// The consent banner: what was chosen, who is told, which cookies remember it. BANNER holds policy and settings.

const FIRST_ANSWER_DAYS = 7;
const CATEGORIES = ['analytics', 'advertisement', 'functionality'];
const OWN_COOKIES = [
  '__hs_opt_out', '__hs_initial_opt_in', '__hs_cookie_cat_pref', '__hs_gpc_banner_dismiss', '__hs_notify_banner_dismiss',
];
const MODES = { notify: 1, 'opt-in': 1, 'no-cookies': 2, categories: 3 };
const ASKS = ['opt-in', 'categories'].includes(BANNER.policy);

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
  CATEGORIES.forEach((category) => {
    categories[category] = Boolean(Object(choice)[category]);
  });
  const previousCategories = state ? state.categories : Object.assign({ necessary: true }, everything(false));
  state = { allowed: CATEGORIES.every((category) => categories[category]), categories, previousCategories };
}

// 'yes' and 'no' of the opt-out cookie, or a word for each category, in either separator.
function storedChoice() {
  const optedOut = readCookie('__hs_opt_out');
  const words = /^1:(\w+)[,_]2:(\w+)[,_]3:(\w+)$/.exec(readCookie('__hs_cookie_cat_pref'));
  if (words) {
    const [analytics, advertisement, functionality] = words.slice(1).map((word) => word === 'true');
    return { analytics, advertisement, functionality };
  }
  return optedOut && !BANNER.second ? everything(optedOut === 'no') : null;
}

function remember(choice) {
  if (BANNER.policy === 'opt-in' && !BANNER.second) {
    writeCookies([['__hs_opt_out', choice.analytics ? 'no' : 'yes', BANNER.days * DAY]]);
    if (choice.analytics) writeCookies([['__hs_initial_opt_in', 'true', FIRST_ANSWER_DAYS * DAY]]);
    return;
  }
  const words = CATEGORIES.map((category, index) => `${index + 1}:${Boolean(choice[category])}`);
  writeCookies([['__hs_cookie_cat_pref', words.join(BANNER.second ? '_' : ','), BANNER.days * DAY]]);
}

// First the listeners are told, then the tracker reports: the report already speaks of the new state.
function answer(choice) {
  remember(choice);
  decide(choice);
  tellAll();
  const approved = state.categories.analytics;
  window._hsq = window._hsq || [];
  window._hsq.push([approved ? 'trackApproveCookieConsent' : 'trackDeclineCookieConsent']);
}

function refusedByBrowser() {
  return BANNER.second && BANNER.gpc && BANNER.policy !== 'none' && navigator.globalPrivacyControl === true;
}

function forgetFirstBanner() {
  const kept = readCookies();
  ['__hs_opt_out', '__hs_initial_opt_in'].filter((name) => kept[name]).forEach(removeCookie);
}

function firstDecision() {
  if (BANNER.second) forgetFirstBanner();
  if (BANNER.policy === 'no-cookies' || refusedByBrowser()) return everything(false);
  if (!ASKS) return everything(true);
  return storedChoice() || (BANNER.second ? everything(false) : null);
}

// The first banner gives its policy by name, the second one as a number.
function settings() {
  const shown = { active: true, hideDecline: BANNER.policy === 'notify' };
  return Object.assign(shown, BANNER.second ? { mode: MODES[BANNER.policy] } : { policy: BANNER.policy });
}

function reportActivity(activity) {
  quietly(() => {
    const request = new XMLHttpRequest();
    request.open('POST', `${BANNER.api}/activity/${activity}`);
    request.setRequestHeader('Content-Type', 'application/json');
    request.send(JSON.stringify({ portalId: BANNER.portalId, policy: BANNER.policy, pageUrl: location.href }));
  });
}

const bannerCalls = {
  addPrivacyConsentListener(listener) {
    consentListeners.push(listener);
    if (state) listener(copyOfState());
  },
  addPrivacySettingsListener(listener) {
    if (BANNER.policy !== 'none') listener(settings());
  },
  revokeCookieConsent() {
    TRACKING_COOKIES.concat(OWN_COOKIES, '__hs_do_not_track').forEach(removeCookie);
    decide(everything(false));
    tellAll();
    window._hsq = window._hsq || [];
    window._hsq.push(['trackRevokeCookieConsent']);
  },
  showBanner() {
    if (BANNER.policy === 'none' || !(ASKS || BANNER.second)) return;
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
    hideSurface();
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

function wantsSurface() {
  if (BANNER.policy === 'none' || BANNER.policy === 'no-cookies' || window.disableHubSpotCookieBanner === true) return false;
  if (BANNER.policy === 'notify' || refusedByBrowser()) return !readCookie(dismissal());
  return !storedChoice();
}

function dismissal() {
  return refusedByBrowser() ? '__hs_gpc_banner_dismiss' : '__hs_notify_banner_dismiss';
}

function startBanner() {
  if (window._hspb_ran) return;
  window._hspb_ran = true;
  if (!Array.isArray(window._hsp)) window._hsp = [];
  const entries = window._hsp.splice(0);
  window._hsp.push = function push(entry) {
    executeBannerCall(entry);
  };
  BANNER.domains.forEach(bannerCalls.addCookieDomain);
  const first = firstDecision();
  if (first) decide(first);
  entries.forEach(executeBannerCall);
  if (wantsSurface()) quietly(showSurface);
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
