// The loader: puts the portal's scripts into the page, each once, told apart by element id.
// LOADER.scripts lists [id, address]; {time} in an address is the time, rounded up to five minutes.

const FIVE_MINUTES = 300000;

function address(template) {
  return template.replace('{time}', Math.ceil(Date.now() / FIVE_MINUTES) * FIVE_MINUTES);
}

function embed(id, template) {
  if (document.getElementById(id)) return;
  const script = document.createElement('script');
  script.id = id;
  script.src = address(template);
  // In order of insertion: which of banner and tracker starts first is luck in real life, and banner_delay_ms here.
  script.async = false;
  (document.head || document.documentElement).appendChild(script);
}

function keepFirstAddress() {
  if (!('__hsReferrer' in window)) window.__hsReferrer = document.referrer;
  if (!('__hsInitialUrl' in window)) window.__hsInitialUrl = location.href;
}

try {
  if (LOADER.keepsFirstAddress) keepFirstAddress();
  LOADER.scripts.forEach((script) => embed(script[0], script[1]));
} catch (error) {
  // A page that forbids scripts (Trusted Types) is left alone.
}
