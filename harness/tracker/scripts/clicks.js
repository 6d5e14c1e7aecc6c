// Clicked elements: the portal's rules (on mousedown), and the capture of clicks on links and buttons.

const CAPTURED = 'a, button';
const CAPTURE_GATE = 'AnalyticsTracking:AutocaptureClicks';
const MODULE_ID = /^hs_cos_wrapper_(.+?)_?$/;

const rules = [];

// Lower-cased, without a trailing slash, without a query or fragment that the rule does not ask for.
function comparable(address, rule) {
  let text = address.toLowerCase();
  if (!rule.includes('#')) text = text.replace(/#.*/, '');
  if (!rule.includes('?')) text = text.replace(/\?[^#]*/, '');
  return text.replace(/\/(?=[?#]|$)/, '');
}

function urlMatches(rule) {
  const address = isBlank(page.path) ? location.href : location.origin + page.path;
  const pieces = comparable(rule, rule).split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('.*')}$`).test(comparable(address, rule));
}

function describe(element, configId) {
  const text = element.innerText === undefined ? element.textContent : element.innerText;
  const properties = {
    hs_element_text: (text || '').trim(),
    hs_link_href: typeof element.href === 'string' ? element.href : '',
    hs_element_id: element.id,
    hs_element_class: element.getAttribute('class'),
    hs_tracking_config_id: configId,
  };
  const module = element.closest('[id^=hs_cos_wrapper_]');
  if (module) properties.hs_parent_module_id = MODULE_ID.exec(module.id)[1];
  return properties;
}

function place(event) {
  return {
    hs_mouse_x_coordinate: event.clientX,
    hs_mouse_y_coordinate: event.clientY,
    hs_scroll_x_coordinate: window.scrollX,
    hs_scroll_y_coordinate: window.scrollY,
    hs_viewport_width: window.innerWidth,
    hs_viewport_height: window.innerHeight,
  };
}

function onRuleClick(rule, event) {
  if (rule.captures) {
    tracker.trackClickEvent({ properties: Object.assign(describe(event.target, rule.options.trackingConfigId), place(event)) });
  } else if (/^pe\d+_/.test(rule.event)) {
    const properties = TRAITS.clickProperties ? describe(event.target, rule.options.trackingConfigId) : {};
    tracker.trackCustomBehavioralEvent({ name: rule.event, properties });
  } else {
    tracker.trackEvent(Object.assign({ id: rule.event }, rule.options));
  }
}

function addRule(selector, event, options) {
  const rule = { selector, event, options: options || {}, mark: `data-hs-event-${hashOf(String(event))}`, elements: [] };
  rule.captures = event === CAPTURE_GATE;
  rule.listener = (mousedown) => attempt(onRuleClick, rule, mousedown);
  rules.push(rule);
  applyRule(rule);
}

function release(rule, element) {
  element.removeAttribute(rule.mark);
  element.removeEventListener('mousedown', rule.listener);
}

// The mark keeps two rules for one event from counting a press twice.
function bind(rule, element) {
  if (element.hasAttribute(rule.mark)) return;
  element.setAttribute(rule.mark, '1');
  element.addEventListener('mousedown', rule.listener);
  rule.elements.push(element);
}

function applyRule(rule) {
  if (rule.options.url && !urlMatches(rule.options.url)) {
    rule.elements.splice(0).forEach((element) => release(rule, element));
  } else {
    document.querySelectorAll(rule.selector).forEach((element) => bind(rule, element));
  }
}

function refreshRules() {
  rules.forEach((rule) => attempt(applyRule, rule));
}

function selectorOf(element) {
  const steps = [];
  for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
    steps.unshift(at.id ? `#${CSS.escape(at.id)}` : at.localName);
    if (at.id) break;
  }
  return steps.join(' > ');
}

function onCapturedClick(event) {
  const element = event.target instanceof Element && event.target.closest(CAPTURED);
  if (!element || !hasConsent()) return;
  const properties = Object.assign({ hs_tag_name: element.tagName }, describe(element), place(event), {
    hs_is_navigation: typeof element.href === 'string' && element.href !== '',
    hs_selector: selectorOf(element),
  });
  tracker.trackClickEvent({ properties });
}

function captureClicks() {
  document.addEventListener('mousedown', (event) => attempt(onCapturedClick, event), true);
}
