// Cross-domain linking: the three parameters that carry a visitor to another domain of the portal.

const LINK_PARAMETERS = /^__hs(tc|sc|fp)=/;

let linksAutomatically = false;

function decorated(address) {
  const [, base, query, fragment] = /^([^?#]*)\??([^#]*)(#?.*)$/.exec(address);
  const others = query.split('&').filter((pair) => pair && !LINK_PARAMETERS.test(pair));
  const own = [`__hstc=${hstc()}`, `__hssc=${hssc()}`, `__hsfp=${fingerprint()}`];
  return `${base}?${others.concat(own).join('&')}${fragment}`;
}

function leadsToOtherDomain(host) {
  const fitting = (name) => jar.domains.filter((domain) => belongsTo(name, domain));
  const own = fitting(location.hostname);
  const theirs = fitting(host);
  return theirs.length > 0 && !theirs.some((domain) => own.includes(domain));
}

// Links that are in the page now; what is added later is decorated by the next call.
function decorateLinks() {
  if (!linksAutomatically || !visitor || !hasConsent()) return;
  document.querySelectorAll('a[href]').forEach((link) => {
    if (/^https?:$/.test(link.protocol) && leadsToOtherDomain(link.hostname)) link.href = decorated(link.href);
  });
}

function handleLink(address, target, returnOnly) {
  const made = decorated(address);
  if (returnOnly) return made;
  if (target) window.open(made, target);
  else location.href = made;
  return made;
}
