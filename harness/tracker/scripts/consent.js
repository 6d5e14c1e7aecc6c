// Consent: what the banner told, and what follows from it.

const POLICIES = { notify: 0, 'opt-in': 1, 'no-cookies': 2, categories: 3 };
const CATEGORY_BITS = { necessary: 1, analytics: 2, advertisement: 4, functionality: 8 };

const consent = { allowed: false, categories: {}, policy: undefined };

function hasConsent() {
  return Boolean(consent.allowed || consent.categories.analytics);
}

function onConsent(told) {
  consent.allowed = told.allowed;
  consent.categories = told.categories || {};
  if (hasConsent()) {
    storeVisitor();
    decorateLinks();
  } else if (TRAITS.everyRefusalResets || (told.previousCategories || {}).analytics) {
    resetVisitor();
  }
}

// Only a policy by name is understood; newer banners give a number, and then there is no pt.
function onSettings(settings) {
  consent.policy = POLICIES[settings.policy];
}

function listenToBanner() {
  handToBanner('addPrivacySettingsListener', (settings) => attempt(onSettings, settings));
  handToBanner('addPrivacyConsentListener', (told) => attempt(onConsent, told));
}

function handToBanner(...call) {
  window._hsp = window._hsp || [];
  window._hsp.push(call);
}

function consentFields() {
  const fields = hasConsent() ? {} : { ce: false };
  if (consent.policy !== undefined) fields.pt = consent.policy;
  fields.cc = 0;
  for (const category of Object.keys(CATEGORY_BITS)) {
    if (consent.categories[category]) fields.cc += CATEGORY_BITS[category];
  }
  return fields;
}
