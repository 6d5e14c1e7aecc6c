"use strict";

// What each consent platform calls its parts: a banner, buttons, the boxes of the settings, and what a page may call.
// The banner of one is in a shadow root, as it is there.
window.platforms = {
  onetrust: {
    banner: 'id="onetrust-banner-sdk"',
    accept: 'id="onetrust-accept-btn-handler"',
    decline: 'id="onetrust-reject-all-handler"',
    settings: 'id="onetrust-pc-btn-handler"',
    panel: 'id="onetrust-pc-sdk"',
    boxes: {
      analytics: 'id="ot-group-id-C0002" class="category-switch-handler"',
      advertisement: 'id="ot-group-id-C0004" class="category-switch-handler"',
    },
    save: 'class="save-preference-btn-handler"',
    reopen: (show) => { window.OneTrust = { ToggleInfoDisplay: show }; },
  },
  cookiebot: {
    banner: 'id="CybotCookiebotDialog"',
    accept: 'id="CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll"',
    decline: 'id="CybotCookiebotDialogBodyButtonDecline"',
    settings: 'id="CybotCookiebotDialogBodyLevelButtonCustomize"',
    boxes: {
      analytics: 'id="CybotCookiebotDialogBodyLevelButtonStatistics"',
      advertisement: 'id="CybotCookiebotDialogBodyLevelButtonMarketing"',
    },
    save: 'id="CybotCookiebotDialogBodyLevelButtonLevelOptinAllowallSelection"',
    withdraw: (withdraw) => { window.Cookiebot = { withdraw }; },
  },
  usercentrics: {
    banner: 'id="usercentrics-root"',
    shadow: true,
    accept: 'data-testid="uc-accept-all-button"',
    decline: 'data-testid="uc-deny-all-button"',
    reopen: (show) => { window.UC_UI = { showSecondLayer: show }; },
  },
  klaro: {
    outer: "klaro",
    banner: 'class="cookie-notice"',
    accept: 'class="cm-btn cm-btn-success"',
    decline: 'class="cm-btn cn-decline"',
    settings: 'class="cn-learn-more"',
    reopen: (show) => { window.klaro = { show }; },
  },
  didomi: {
    banner: 'id="didomi-notice"',
    accept: 'id="didomi-notice-agree-button"',
    decline: 'id="didomi-notice-disagree-button"',
    withdraw: (withdraw) => { window.Didomi = { setUserDisagreeToAll: withdraw }; },
  },
  trustarc: {
    banner: 'id="truste-consent-track"',
    accept: 'id="truste-consent-button"',
    decline: 'id="truste-consent-required"',
  },
  quantcast: {
    banner: 'class="qc-cmp2-container"',
    wrapper: 'class="qc-cmp2-summary-buttons"',
    accept: 'mode="primary"',
    decline: 'id="disagree-btn" mode="secondary"',
    reopen: (show) => { window.__tcfapi = (command) => command === "displayConsentUi" && show(); },
  },
  osano: {
    banner: 'class="osano-cm-window"',
    accept: 'class="osano-cm-accept-all"',
    decline: 'class="osano-cm-denyAll"',
    settings: 'class="osano-cm-manage"',
    boxes: {
      analytics: 'class="osano-cm-toggle__input" data-category="ANALYTICS"',
      advertisement: 'class="osano-cm-toggle__input" data-category="MARKETING"',
    },
    save: 'class="osano-cm-save"',
    reopen: (show) => { window.Osano = { cm: { showDrawer: show } }; },
  },
  borlabs: {
    banner: 'id="BorlabsCookieBox"',
    accept: "data-cookie-accept-all",
    decline: "data-cookie-refuse",
  },
  complianz: {
    banner: 'class="cmplz-cookiebanner"',
    accept: 'class="cmplz-accept"',
    decline: 'class="cmplz-deny"',
    settings: 'class="cmplz-view-preferences"',
    boxes: {
      analytics: 'class="cmplz-consent-checkbox cmplz-statistics"',
      advertisement: 'class="cmplz-consent-checkbox cmplz-marketing"',
    },
    save: 'class="cmplz-save-preferences"',
    withdraw: (withdraw) => { window.cmplz_deny_all = withdraw; },
  },
  cookieyes: {
    banner: 'class="cky-consent-container"',
    accept: 'class="cky-btn-accept" data-cky-tag="accept-button"',
    decline: 'class="cky-btn-reject" data-cky-tag="reject-button"',
    settings: 'class="cky-btn-customize"',
    boxes: { analytics: 'id="ckySwitchanalytics"', advertisement: 'id="ckySwitchadvertisement"' },
    save: 'class="cky-btn-preferences"',
    reopen: (show) => { window.revisitCkyConsent = show; },
  },
  iubenda: {
    banner: 'id="iubenda-cs-banner"',
    accept: 'class="iubenda-cs-accept-btn"',
    decline: 'class="iubenda-cs-reject-btn"',
    reopen: (show) => { window._iub = { cs: { api: { openPreferences: show } } }; },
  },
  termly: {
    banner: 'id="termly-code-snippet-support"',
    accept: 'data-tid="banner-accept"',
    decline: 'data-tid="banner-decline"',
    reopen: (show) => { window.displayPreferenceModal = show; },
  },
  tarteaucitron: {
    banner: 'id="tarteaucitronAlertBig"',
    accept: 'id="tarteaucitronPersonalize2"',
    decline: 'id="tarteaucitronAllDenied2"',
    reopen: (show) => { window.tarteaucitron = { userInterface: { openPanel: show } }; },
  },
  cookieconsent: {
    banner: 'id="cc-main"',
    accept: 'data-role="all"',
    decline: 'data-role="necessary"',
    settings: 'data-role="show"',
    boxes: {
      analytics: 'class="section__toggle" value="analytics"',
      advertisement: 'class="section__toggle" value="ads"',
    },
    save: 'data-role="save"',
    reopen: (show) => { window.CookieConsent = { showPreferences: show }; },
  },
};
