// The cookie jar: which domain cookies go to, reading and writing.

const DAY = 86400;
const TRACKING_COOKIES = ['__hstc', 'hubspotutk', '__hssc', '__hssrc'];

const jar = { domains: [], hostOnly: false, secure: false };

function belongsTo(host, domain) {
  return `.${host}`.endsWith(domain);
}

// The shortest configured domain that the host belongs to; null means host-only cookies.
function cookieDomain() {
  if (jar.hostOnly) return null;
  let shortest = null;
  for (const domain of jar.domains) {
    const fits = belongsTo(location.hostname, domain);
    if (fits && (shortest === null || domain.length < shortest.length)) shortest = domain;
  }
  return shortest;
}

// Each look into the jar costs the browser more than all the rest of a hit: take what is needed in one.
function readCookies() {
  const cookies = {};
  for (const cookie of document.cookie.split('; ').reverse()) {
    const [name] = cookie.split('=', 1);
    cookies[name] = cookie.slice(name.length + 1);
  }
  return cookies;
}

function readCookie(name) {
  return readCookies()[name] || '';
}

// max-age, not expires: a page whose clock is a virtual one must not lose its cookies.
function putCookie(name, value, seconds, domain) {
  const life = seconds === null ? '' : `;max-age=${Math.round(seconds)}`;
  const scope = domain ? `;domain=${domain}` : '';
  document.cookie = `${name}=${value}${life};path=/${scope};SameSite=Lax${jar.secure ? ';Secure' : ''}`;
}

// Each cookie is [name, value, seconds]; seconds null: until the browser is closed. A domain that the browser refuses is
// left out the second time.
function writeCookies(cookies) {
  const domain = cookieDomain();
  for (const [name, value, seconds] of cookies) putCookie(name, value, seconds, domain);
  if (!domain) return;
  const kept = readCookies();
  for (const [name, value, seconds] of cookies) {
    if (kept[name] !== value) putCookie(name, value, seconds, null);
  }
}

function removeCookie(name) {
  putCookie(name, '', 0, null);
  jar.domains.filter((domain) => belongsTo(location.hostname, domain)).forEach((domain) => putCookie(name, '', 0, domain));
}
