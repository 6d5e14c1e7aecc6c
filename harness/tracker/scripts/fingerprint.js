// The browser's fingerprint: a number up to 2025, 32 hexadecimal digits since.

let knownFingerprint;

function scramble(word) {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function murmur3(text, seed) {
  const byte = (index) => text.charCodeAt(index) & 0xff;
  const whole = text.length - (text.length % 4);
  let hash = seed;
  for (let index = 0; index < whole; index += 4) {
    hash ^= scramble(byte(index) | (byte(index + 1) << 8) | (byte(index + 2) << 16) | (byte(index + 3) << 24));
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  let rest = 0;
  for (let index = text.length - 1; index >= whole; index -= 1) rest = (rest << 8) | byte(index);
  hash ^= scramble(rest) ^ text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

// Whether there are stores is asked without opening them: that costs the page more than all the rest.
function browserTraits() {
  return [
    navigator.userAgent,
    navigator.language,
    screen.colorDepth,
    new Date().getTimezoneOffset(),
    'sessionStorage' in window,
    'localStorage' in window,
    'indexedDB' in window,
    // document.body.addBehavior, which browsers of today do not have, and the body is not looked at for it.
    'undefined',
    typeof window.openDatabase,
    navigator.cpuClass,
    navigator.platform,
    navigator.doNotTrack,
  ].join('###');
}

function fingerprint() {
  if (knownFingerprint === undefined) {
    knownFingerprint = murmur3(browserTraits(), 31);
    const hex = (seed) => murmur3(String(knownFingerprint), seed).toString(16).padStart(8, '0');
    if (TRAITS.hexFingerprint) knownFingerprint = [31, 37, 41, 43].map(hex).join('');
  }
  return knownFingerprint;
}
