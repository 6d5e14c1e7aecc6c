// The visitor's choice: what a policy asks for, and which cookies remember the answer.

const FIRST_ANSWER_DAYS = 7;
const MODES = { notify: 1, 'opt-in': 1, 'no-cookies': 2, categories: 3 };
const ASKS = ['opt-in', 'categories'].includes(BANNER.policy);

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
  return BANNER.second && BANNER.gpc && navigator.globalPrivacyControl === true;
}

function earlierChoice() {
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

function wantsSurface() {
  if (BANNER.policy === 'no-cookies' || window.disableHubSpotCookieBanner === true) return false;
  if (BANNER.policy === 'notify' || refusedByBrowser()) return !readCookie(dismissal());
  return !storedChoice();
}

function dismissal() {
  return refusedByBrowser() ? '__hs_gpc_banner_dismiss' : '__hs_notify_banner_dismiss';
}
