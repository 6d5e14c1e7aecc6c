// The cookie jar: which domain cookies go to, the hash of that domain, reading and writing.

const DAY = 86400;
const TRACKING_COOKIES = ['__hstc', 'hubspotutk', '__hssc', '__hssrc'];

const jar = { domains: [], hostOnly: false, secure: false };

function belongsTo(host, domain) {
  return `.${host}`.endsWith(domain);
}

// The shortest configured domain that the host belongs to; null means host-only cookies.
function cookieDomain() {
  if (jar.hostOnly) return null;
  const fitting = jar.domains.filter((domain) => belongsTo(location.hostname, domain));
  return fitting.sort((a, b) => a.length - b.length)[0] || null;
}

// A 28-bit rolling hash over the characters from last to first.
function hashOf(text) {
  let hash = 0;
  for (let index = text.length - 1; index >= 0; index -= 1) {
    const code = text.charCodeAt(index);
    hash = ((hash << 6) & 0xfffffff) + code + (code << 14);
    const carry = hash & 0xfe00000;
    if (carry) hash ^= carry >> 21;
  }
  return hash;
}

function domainHash() {
  const labels = location.hostname.split('.');
  return hashOf(cookieDomain() || `.${(labels.length > 2 ? labels.slice(1) : labels).join('.')}`);
}

// Each look into the jar costs the browser more than all the rest of a hit: take what is needed in one.
function readCookies() {
  const cookies = {};
  document.cookie.split('; ').reverse().forEach((cookie) => {
    const [name] = cookie.split('=', 1);
    cookies[name] = cookie.slice(name.length + 1);
  });
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
  cookies.forEach(([name, value, seconds]) => putCookie(name, value, seconds, domain));
  if (!domain) return;
  const kept = readCookies();
  const refused = cookies.filter(([name, value]) => kept[name] !== value);
  refused.forEach(([name, value, seconds]) => putCookie(name, value, seconds, null));
}

function removeCookie(name) {
  putCookie(name, '', 0, null);
  jar.domains.filter((domain) => belongsTo(location.hostname, domain)).forEach((domain) => putCookie(name, '', 0, domain));
}
