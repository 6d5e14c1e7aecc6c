// The hash of the cookie domain, the first part of __hstc and __hssc.

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
  const domain = cookieDomain();
  if (domain) return hashOf(domain);
  const labels = location.hostname.split('.');
  return hashOf(`.${(labels.length > 2 ? labels.slice(1) : labels).join('.')}`);
}
