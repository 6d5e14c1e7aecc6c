// The browser's fingerprint: a number up to 2025, 32 hexadecimal digits since.

let knownFingerprint;

function scramble(word) {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function murmur3(text, seed) {
  let hash = seed;
  let word = 0;
  for (let index = 0; index < text.length; index += 1) {
    const place = index % 4;
    word |= (text.charCodeAt(index) & 0xff) << (8 * place);
    if (place === 3) {
      hash ^= scramble(word);
      hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
      word = 0;
    }
  }
  hash ^= scramble(word) ^ text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function hasStore(name) {
  try {
    return !!window[name];
  } catch (forbidden) {
    return true;
  }
}

function browserTraits() {
  return [
    navigator.userAgent,
    navigator.language,
    screen.colorDepth,
    new Date().getTimezoneOffset(),
    hasStore('sessionStorage'),
    hasStore('localStorage'),
    hasStore('indexedDB'),
    typeof Object(document.body).addBehavior,
    typeof window.openDatabase,
    navigator.cpuClass,
    navigator.platform,
    navigator.doNotTrack,
  ].join('###');
}

function fingerprint() {
  if (knownFingerprint === undefined) {
    const traits = browserTraits();
    const hex = (seed) => murmur3(traits, seed).toString(16).padStart(8, '0');
    knownFingerprint = TRAITS.hexFingerprint ? [31, 37, 41, 43].map(hex).join('') : murmur3(traits, 31);
  }
  return knownFingerprint;
}
