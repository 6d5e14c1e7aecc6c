// The banner's surface: a bar at the foot of the page, styled through the CSSOM because a strict CSP forbids style attributes.

const BAR = {
  position: 'fixed', left: '0', right: '0', bottom: '0', zIndex: '2147483000', padding: '12px 16px', font: '14px sans-serif',
  color: '#33475b', background: '#ffffff', boxShadow: '0 -1px 6px rgba(0, 0, 0, 0.3)',
};

let surface = null;

function part(parent, tag, properties) {
  const element = Object.assign(document.createElement(tag), properties);
  parent.appendChild(element);
  return element;
}

function button(parent, id, text, action) {
  const made = part(parent, 'button', { id, type: 'button', textContent: text });
  made.style.margin = '0 4px';
  made.addEventListener('click', () => quietly(action));
}

function hideSurface() {
  if (surface) surface.remove();
  surface = null;
}

function choose(choice) {
  hideSurface();
  answer(choice);
  reportActivity('click');
}

function dismiss() {
  hideSurface();
  if (BANNER.second) writeCookies([[dismissal(), 'true', BANNER.days * DAY]]);
  reportActivity('click');
}

function toggles(parent) {
  return CATEGORIES.map((category) => {
    const label = part(parent, 'label', { textContent: category });
    const id = `hs-category-toggle-${category}`;
    return part(label, 'input', { id, type: 'checkbox', checked: Boolean(state && state.categories[category]) });
  });
}

function openSettings() {
  if (document.getElementById('hs-modal-save-settings')) return;
  const modal = part(surface, 'div', {});
  const boxes = toggles(modal);
  button(modal, 'hs-modal-save-settings', 'Save settings', () => {
    const choice = {};
    CATEGORIES.forEach((category, index) => {
      choice[category] = boxes[index].checked;
    });
    choose(choice);
  });
}

function showSurface() {
  if (surface) return;
  surface = part(document.body, 'div', { id: 'hs-banner' });
  surface.setAttribute('role', 'dialog');
  surface.setAttribute('aria-label', 'Cookies');
  Object.assign(surface.style, BAR);
  part(surface, 'p', { textContent: 'This website stores cookies on your computer.' });
  const asks = ASKS && !refusedByBrowser();
  button(surface, 'hs-eu-confirmation-button', asks ? 'Accept' : 'OK', asks ? () => choose(everything(true)) : dismiss);
  if (asks) button(surface, 'hs-eu-decline-button', 'Decline', () => choose(everything(false)));
  if (asks && BANNER.policy === 'categories') button(surface, 'hs-eu-cookie-settings-button', 'Cookies settings', openSettings);
  reportActivity('view');
}
