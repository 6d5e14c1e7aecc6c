// The visitor: token, session and identity; the cookies that hold them; arrival from another domain.

const SESSION = 30 * 60;
const LIFE = TRAITS.cookieDays * DAY;

let visitor = null;
let session = null;
let identity = null;
let isNew = true;
let wasReset = false;

function parseHstc(text) {
  const parts = /^(\d+)\.([^.]+)\.(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (!parts) return null;
  const [hash, token, first, previous, current, sessions] = parts.slice(1);
  return { hash: Number(hash), token, first: Number(first), previous, current, sessions: Number(sessions) };
}

// The number of page views stays text: joining two sessions appends one to the other, as the real code does.
function parseHssc(text) {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(text);
  return parts && { hash: Number(parts[1]), views: parts[2], started: Number(parts[3]) };
}

function hstc() {
  return [domainHash(), visitor.token, visitor.first, visitor.previous, visitor.current, visitor.sessions].join('.');
}

function hssc() {
  return [domainHash(), session.views, session.started].join('.');
}

function newToken() {
  let token = '';
  for (const word of crypto.getRandomValues(new Uint32Array(4))) token += word.toString(16).padStart(8, '0');
  return token;
}

function newVisitor(token) {
  const now = Date.now();
  return { token: token || newToken(), first: now, previous: now, current: now, sessions: 1 };
}

function nextSession(known) {
  return Object.assign({}, known, { previous: known.current, current: Date.now(), sessions: known.sessions + 1 });
}

// What a link from another domain of the portal brought, in the fragment if the query is empty; only the same browser
// may bring it.
function arrival() {
  const parameters = location.search.slice(1) || location.hash.slice(1);
  if (!parameters) return {};
  const given = new URLSearchParams(parameters);
  if (given.get('__hsfp') !== String(fingerprint())) return {};
  const hashes = jar.domains.map(hashOf);
  const trusted = (part) => (part && hashes.includes(part.hash) ? part : null);
  return { visitor: trusted(parseHstc(given.get('__hstc'))), session: trusted(parseHssc(given.get('__hssc'))) };
}

function joinSessions(own, brought) {
  if (!own || !brought) return own || brought;
  return { views: own.views + brought.views, started: Math.min(own.started, brought.started) };
}

function identify(properties) {
  identity = Object.assign(identity || {}, properties);
}

function identifyByAddress() {
  const email = location.search && new URLSearchParams(location.search).get('__hs_email');
  if (email) identify({ email });
}

function meetVisitor() {
  const brought = arrival();
  const cookies = readCookies();
  const own = cookies.__hstc && parseHstc(cookies.__hstc);
  const running = joinSessions(cookies.__hssrc && parseHssc(cookies.__hssc), brought.session);
  const known = own || brought.visitor;
  isNew = !known;
  visitor = known ? (running ? known : nextSession(known)) : newVisitor(window.__hsUserToken || cookies.hubspotutk);
  session = running ? { views: Number(running.views) + 1, started: running.started } : newSession();
  if (own && brought.visitor && brought.visitor.token !== own.token) identify({ visitor: brought.visitor.token });
  identifyByAddress();
  window.__hsUserToken = visitor.token;
  storeVisitor();
}

function newSession() {
  return { views: 1, started: Date.now() };
}

// A returning visitor who was asked keeps the cookies only as long as the first answer lasts.
function visitorLife() {
  const asked = consent.policy === POLICIES['opt-in'] || consent.policy === POLICIES.categories;
  return asked && !isNew ? LIFE - (Date.now() - visitor.first) / 1000 : LIFE;
}

function storeVisitor() {
  if (!visitor || !hasConsent()) return;
  writeCookies([
    ['__hstc', hstc(), visitorLife()],
    ['hubspotutk', visitor.token, visitorLife()],
    ['__hssc', hssc(), SESSION],
    ['__hssrc', '1', null],
  ]);
}

function resetVisitor() {
  identity = null;
  wasReset = true;
  TRACKING_COOKIES.forEach(removeCookie);
  if (!visitor) return;
  visitor = newVisitor();
  session = newSession();
  isNew = true;
  window.__hsUserToken = visitor.token;
  storeVisitor();
  tell('identity');
  tell('token');
}

function visitorFields(cookies) {
  const fields = { cts: stamp() };
  if (identity) fields.i = formEncode(identity);
  if (wasReset) fields.rv = 1;
  return Object.assign(fields, { vi: visitor.token, nc: isNew }, known({ u: cookies.__hstc, b: cookies.__hssc }));
}
