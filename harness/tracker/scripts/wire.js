// Hits: their parameters, their encoding, and the image that carries them.

const PROTOCOL_VERSION = '1.1';
const STACK_LENGTH = 2000;

let lastStamp = 0;

// Milliseconds, never the same twice: the browser would merge two equal addresses into one request.
function stamp() {
  lastStamp = Math.max(Date.now(), lastStamp + 1);
  return lastStamp;
}

// Lists repeat the name, functions are called, everything else goes as its text.
function formEncode(fields) {
  const pairs = [];
  for (const name of Object.keys(fields)) {
    for (const value of [].concat(fields[name])) {
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(typeof value === 'function' ? value() : value)}`);
    }
  }
  return pairs.join('&').split('%20').join('+');
}

// Loose equality on purpose: 0, false and [] are lost in event properties just as '' and '-' are.
function isBlank(value) {
  // eslint-disable-next-line eqeqeq
  return value == undefined || value == '' || value == '-';
}

function known(fields) {
  const kept = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value !== undefined && value !== null && value !== '') kept[name] = value;
  }
  return kept;
}

function loadImage(path, query) {
  const image = new Image(1, 1);
  image.src = `https://${tracker.trackingDomain}${path}?${query}`;
}

function clientFields() {
  return known({
    sd: `${screen.width}x${screen.height}`,
    cd: `${screen.colorDepth}-bit`,
    cs: document.characterSet,
    ln: (navigator.language || '').toLowerCase(),
    bfp: TRAITS.fingerprintNeedsConsent && !hasConsent() ? '' : fingerprint(),
  });
}

// Own parameters come first; a standard one of the same name takes their place.
function send(path, own) {
  const cookies = readCookies();
  if (!mayTrack(cookies)) return;
  const fields = Object.assign({}, own, clientFields(), pageFields(), visitorFields(cookies), consentFields());
  loadImage(path, formEncode(fields));
}

// Without a visitor the account's own calls were lost, and with them where to send.
function mayTrack(cookies) {
  const elsewhere = switches.limited && !jar.domains.some((domain) => belongsTo(location.hostname, domain));
  return visitor && switches.enabled && !elsewhere && !cookies.__hs_do_not_track;
}

// The tracker's own error report; it carries none of the standard parameters.
function report(error) {
  const { name, stack } = Object(error);
  const fields = { w: stamp(), m: String(error), j: TRAITS.version, n: name, x: String(stack || '').slice(0, STACK_LENGTH) };
  loadImage('/__pto.gif', formEncode(known(fields)));
}

// Nothing that goes wrong in here, or in a listener of the page, reaches the page.
function attempt(action, ...values) {
  try {
    action(...values);
  } catch (error) {
    try {
      report(error);
    } catch (unprintable) {
      // An error whose text cannot be had is dropped.
    }
  }
}
