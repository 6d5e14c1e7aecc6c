"""The functions that HubSpot's queues know."""

from __future__ import annotations

from collections.abc import Mapping

from harness.capture.timeline import QueueCall

__all__ = ["FUNCTIONS", "is_understood"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BANNER = _words(
    """
    addPrivacyConsentListener addPrivacySettingsListener revokeCookieConsent showBanner hideBanner setHubSpotConsent
    addCookieDomain setCookiesToSubdomain setUseSecureCookies setApiBaseUrl addEnabledFeatureGates setBannerSettings
    setCookiePolicy setCustomizationSettings setUseGeoLocation setGeoLocation setBusinessUnitId
    """
)

_TRACKING = _words(
    """
    trackPageView identify setPath trackCustomBehavioralEvent trackEvent trackConversion addIdentityListener
    addCookieListener addUserTokenListener addPageIdListener addContentTypeListener addContentMetadataListener
    addPrivacyConsentListener revokeCookieConsent doNotTrack refreshPageHandlers trackClick trackClickEvent
    autocaptureClicks trackFormView trackFormInstall trackFormVisible trackFormInteraction trackFormCompletion
    trackFeedbackView trackCtaView trackAudioPlay trackApproveCookieConsent trackDeclineCookieConsent
    trackRevokeCookieConsent setPortalId setTrackingDomain setTrackingEnabled setTrackingGate hasTrackingGate
    setCanonicalUrl setContentType setPageId setContentMetadata setTargetedContentMetadata addCookieDomain
    setCookiesToSubdomain enableSecureCookie setLimitTrackingToCookieDomains enableAutomaticLinker handleLink
    handleSearchLink handleSearchLinks resetVisitorIdentity resetVisitor embedHubSpotScript initEventVisualizerScript
    getPageDiagnostics showTargetedElements hideTargetedElements setDebugMode logError urlMatches setLegacy log
    showBanner setHubSpotConsent
    """
)
"""The last two are shown on either queue in HubSpot's documents."""

FUNCTIONS: Mapping[str, frozenset[str]] = {"_hsq": _TRACKING, "_hsp": _BANNER}
"""Queue -> names of its functions, in every build that is known, documented or not."""


def is_understood(call: QueueCall) -> bool:
    """Whether the queue knows the call's function; inner functions of the tracker begin with an underscore."""
    return call.function in FUNCTIONS[call.queue] or call.function.startswith("_")
