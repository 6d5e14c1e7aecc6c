"""The consent platforms that are known: how their banners are found, and which buttons a visitor presses.

Ids and classes are those that the platforms document for sites that restyle or script their banner; open shadow roots
need no mention, for a selector of Playwright's looks into them.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PLATFORMS", "Platform", "platform_named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One consent platform; what it has not is empty.

    `banner`, `accept`, `decline`, `settings`, `save` are selectors; `boxes` are the boxes of all categories,
    `analytics` that of analytics. `withdraw` takes consent back and `reopen` shows the choice again, both in
    JavaScript. `hosts` are the ends of the names from which its script comes.
    """

    name: str
    banner: str
    accept: str
    decline: str = ""
    settings: str = ""
    save: str = ""
    boxes: str = ""
    analytics: str = ""
    withdraw: str = ""
    reopen: str = ""
    hosts: tuple[str, ...] = ()


PLATFORMS = (
    Platform(
        name="hubspot",
        banner="#hs-banner, #hs-eu-cookie-confirmation, #hs-banner-parent",
        accept="#hs-eu-confirmation-button",
        decline="#hs-eu-decline-button",
        settings="#hs-eu-cookie-settings-button",
        save="#hs-modal-save-settings",
        boxes="[id^=hs-category-toggle-]",
        analytics="#hs-category-toggle-analytics",
        withdraw="(window._hsp = window._hsp || []).push(['revokeCookieConsent'])",
        hosts=("hs-banner.com",),
    ),
    Platform(
        name="OneTrust",
        banner="#onetrust-banner-sdk",
        accept="#onetrust-accept-btn-handler, #accept-recommended-btn-handler",
        decline="#onetrust-reject-all-handler, .ot-pc-refuse-all-handler",
        settings="#onetrust-pc-btn-handler",
        save=".save-preference-btn-handler",
        boxes="#onetrust-pc-sdk input.category-switch-handler",
        analytics="#ot-group-id-C0002",
        reopen="OneTrust.ToggleInfoDisplay()",
        hosts=("cookielaw.org", "onetrust.com"),
    ),
    Platform(
        name="Cookiebot",
        banner="#CybotCookiebotDialog",
        accept="#CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll, #CybotCookiebotDialogBodyButtonAccept, "
        "#CybotCookiebotDialogBodyLevelButtonAccept",
        decline="#CybotCookiebotDialogBodyButtonDecline",
        settings="#CybotCookiebotDialogBodyLevelButtonCustomize",
        save="#CybotCookiebotDialogBodyLevelButtonLevelOptinAllowallSelection",
        boxes="#CybotCookiebotDialogBodyLevelButtonPreferences, #CybotCookiebotDialogBodyLevelButtonStatistics, "
        "#CybotCookiebotDialogBodyLevelButtonMarketing",
        analytics="#CybotCookiebotDialogBodyLevelButtonStatistics",
        withdraw="Cookiebot.withdraw()",
        hosts=("cookiebot.com", "cookiebot.eu"),
    ),
    Platform(
        name="Usercentrics",
        banner="#usercentrics-root, #usercentrics-cmp-ui",
        accept="#usercentrics-root [data-testid=uc-accept-all-button], #usercentrics-cmp-ui #accept",
        decline="#usercentrics-root [data-testid=uc-deny-all-button], #usercentrics-cmp-ui #deny",
        settings="#usercentrics-root [data-testid=uc-more-button], "
        "#usercentrics-root [data-testid=uc-customize-button], #usercentrics-cmp-ui #more",
        save="#usercentrics-root [data-testid=uc-save-button], #usercentrics-cmp-ui #save",
        reopen="window.UC_UI ? UC_UI.showSecondLayer() : __ucCmp.showSecondLayer()",
        hosts=("usercentrics.eu", "usercentrics.com"),
    ),
    Platform(
        name="Klaro",
        banner=".klaro .cookie-notice, .klaro .cookie-modal",
        accept=".klaro .cm-btn-accept-all, .klaro .cookie-notice .cm-btn-success",
        decline=".klaro .cn-decline, .klaro .cm-btn-decline",
        settings=".klaro .cn-learn-more",
        save=".klaro .cm-btn-accept",
        boxes=".klaro .cm-purpose:not(.cm-toggle-all) > input",
        analytics=".klaro #purpose-item-analytics",
        reopen="klaro.show(undefined, true)",
        hosts=("kiprotect.com",),
    ),
    Platform(
        name="Didomi",
        banner="#didomi-notice, #didomi-popup",
        accept="#didomi-notice-agree-button",
        decline="#didomi-notice-disagree-button, .didomi-continue-without-agreeing",
        settings="#didomi-notice-learn-more-button",
        withdraw="Didomi.setUserDisagreeToAll()",
        hosts=("privacy-center.org",),
    ),
    Platform(
        name="TrustArc",
        banner="#truste-consent-track, #consent_blackbar",
        accept="#truste-consent-button",
        decline="#truste-consent-required",
        settings="#truste-show-consent",
        hosts=("trustarc.com", "truste.com"),
    ),
    Platform(
        name="Quantcast",
        banner=".qc-cmp2-container",
        accept=".qc-cmp2-summary-buttons > button[mode=primary]",
        decline="#disagree-btn, .qc-cmp2-summary-buttons > button[mode=secondary]:nth-of-type(2)",
        settings="#more-options-btn",
        reopen="__tcfapi('displayConsentUi', 2, () => {})",
        hosts=("quantcast.com", "inmobi.com", "quantcast.mgr.consensu.org"),
    ),
    Platform(
        name="Osano",
        banner=".osano-cm-window, .cc-window",
        accept=".osano-cm-accept-all, .osano-cm-accept, .cc-allow",
        decline=".osano-cm-denyAll, .osano-cm-deny, .cc-deny",
        settings=".osano-cm-manage",
        save=".osano-cm-save",
        boxes=".osano-cm-toggle__input:not([data-category=ESSENTIAL])",
        analytics=".osano-cm-toggle__input[data-category=ANALYTICS]",
        reopen="Osano.cm.showDrawer('osano-cm-dom-info-dialog-open')",
        hosts=("osano.com",),
    ),
    Platform(
        name="Borlabs",
        banner="#BorlabsCookieBox",
        accept="#BorlabsCookieBox [data-cookie-accept-all], #BorlabsCookieBox .brlbs-btn-accept-all",
        decline="#BorlabsCookieBox [data-cookie-refuse], #BorlabsCookieBox .brlbs-btn-accept-only-essential",
        settings="#BorlabsCookieBox [data-cookie-individual], #BorlabsCookieBox .brlbs-btn-preferences",
        save="#CookiePrefSave, #BorlabsCookieBox .brlbs-btn-save",
        boxes="#BorlabsCookieBox input[data-borlabs-cookie-checkbox]",
        analytics="#BorlabsCookieBox input[data-borlabs-cookie-checkbox][value=statistics]",
    ),
    Platform(
        name="Complianz",
        banner=".cmplz-cookiebanner",
        accept=".cmplz-cookiebanner .cmplz-accept",
        decline=".cmplz-cookiebanner .cmplz-deny",
        settings=".cmplz-cookiebanner .cmplz-view-preferences",
        save=".cmplz-cookiebanner .cmplz-save-preferences",
        boxes=".cmplz-cookiebanner input.cmplz-consent-checkbox",
        analytics=".cmplz-cookiebanner input.cmplz-statistics",
        withdraw="cmplz_deny_all()",
    ),
    Platform(
        name="CookieYes",
        banner=".cky-consent-container",
        accept=".cky-btn-accept, [data-cky-tag=accept-button]",
        decline=".cky-btn-reject, [data-cky-tag=reject-button]",
        settings=".cky-btn-customize, [data-cky-tag=settings-button]",
        save=".cky-btn-preferences, [data-cky-tag=detail-save-button]",
        boxes="input[id^=ckySwitch]",
        analytics="#ckySwitchanalytics",
        reopen="revisitCkyConsent()",
        hosts=("cookieyes.com",),
    ),
    Platform(
        name="iubenda",
        banner="#iubenda-cs-banner",
        accept=".iubenda-cs-accept-btn",
        decline=".iubenda-cs-reject-btn",
        settings=".iubenda-cs-customize-btn",
        save="#iubFooterBtn",
        reopen="_iub.cs.api.openPreferences()",
        hosts=("iubenda.com",),
    ),
    Platform(
        name="Termly",
        banner="#termly-code-snippet-support",
        accept="[data-tid=banner-accept], .t-acceptAllButton",
        decline="[data-tid=banner-decline], .t-declineAllButton",
        settings=".t-preference-button",
        save=".t-saveButton",
        boxes=".t-preference-modal input[type=checkbox]:not([disabled])",
        reopen="displayPreferenceModal()",
        hosts=("termly.io",),
    ),
    Platform(
        name="tarteaucitron",
        banner="#tarteaucitronAlertBig",
        accept="#tarteaucitronPersonalize2, #tarteaucitronAllAllowed",
        decline="#tarteaucitronAllDenied2, #tarteaucitronAllDenied",
        settings="#tarteaucitronCloseAlert",
        reopen="tarteaucitron.userInterface.openPanel()",
    ),
    Platform(
        name="CookieConsent",
        banner="#cc-main",
        accept="#cc-main [data-role=all]",
        decline="#cc-main [data-role=necessary]",
        settings="#cc-main [data-role=show]",
        save="#cc-main [data-role=save]",
        boxes="#cc-main .section__toggle:not([disabled])",
        analytics="#cc-main .section__toggle[value=analytics]",
        reopen="CookieConsent.showPreferences()",
    ),
)
"""Every platform that is known."""


def platform_named(name: str | None) -> Platform | None:
    """The platform of that name; None for a banner of the site's own."""
    return next((each for each in PLATFORMS if each.name == name), None)
