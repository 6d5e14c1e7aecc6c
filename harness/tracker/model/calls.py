"""The calls of the queue: what each one does to the tracker, under HubSpot's names and in HubSpot's argument order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from harness.tracker.model.tracker import CLICKS, EVENTS, VIEWS, Tracker
from harness.tracker.model.values import UNDEFINED, blank, fields, text, truthy
from harness.tracker.model.world import PageError

__all__ = ["BANNER_CALLS", "CALLS", "CALLS_SINCE_2023", "CALLS_SINCE_2026", "NO_CALLS"]

Effect = Callable[[Tracker, object, object], None]
"""What a call does with its first two arguments; one that is missing is undefined, further ones are ignored."""

MOST_TRIPLES = 5

NO_CALLS = frozenset({"portalId", "trackingDomain"})
"""Names that lead to a value of the tracker and not to a function: calling them is an error."""

BANNER_CALLS = frozenset({"addPrivacyConsentListener", "revokeCookieConsent"})
"""Calls that are handed on to the banner."""

CALLS_SINCE_2023 = frozenset({"trackClickEvent"})
CALLS_SINCE_2026 = frozenset({"showBanner", "setHubSpotConsent"})


def _coded(code: int) -> Effect:
    return lambda tracker, *_: tracker.send(VIEWS, {"k": code})


def _form(code: int) -> Effect:
    def effect(tracker: Tracker, form: object, details: object) -> None:
        tracker.send(VIEWS, {"k": code, "fi": form, **fields(details)})

    return effect


def _setter(kind: str) -> Effect:
    def effect(tracker: Tracker, value: object, _: object) -> None:
        tracker.content.told[kind] = value
        tracker.tell(kind)

    return effect


def _listener(kind: str) -> Effect:
    return lambda tracker, listener, *_: tracker.listen(kind, listener)


def _set_portal_id(tracker: Tracker, portal_id: object, _: object) -> None:
    tracker.content.portal_id = portal_id
    tracker.meet_visitor()


def _set_targeted(tracker: Tracker, triples: object, _: object) -> None:
    first = tuple(fields(triples).values())[:MOST_TRIPLES]
    tracker.content.targeted = tuple("-".join(map(text, fields(triple).values())) for triple in first)


def _underscored(properties: object) -> dict[str, object]:
    return {f"_{name}": "" if blank(value) else value for name, value in fields(properties).items()}


def _custom_event(tracker: Tracker, event: object, _: object) -> None:
    if event in (None, UNDEFINED):
        return
    told = event if isinstance(event, Mapping) else {}
    name = told.get("name")
    tracker.send(EVENTS, ({} if blank(name) else {"n": name}) | _underscored(told.get("properties")))


def _click_event(tracker: Tracker, event: object, _: object) -> None:
    if isinstance(event, Mapping):
        tracker.send(CLICKS, _underscored(event.get("properties")))


def _legacy_event(tracker: Tracker, event: object, details: object) -> None:
    if not tracker.world.traits.legacy_events:
        return
    if event in (None, UNDEFINED):
        raise PageError
    named = isinstance(event, str | int | float) and not isinstance(event, bool)
    own = {"id": event, **fields(details)} if named else fields(event)
    identifier, value = (event if named else own.get("id")), own.get("value")
    counted = {"k": 3, "n": "" if blank(identifier) else identifier, "m": "" if blank(value) else value}
    tracker.send(VIEWS, {**own, **counted})


def _feedback_view(tracker: Tracker, survey: object, _: object) -> None:
    if not isinstance(survey, Mapping):
        raise PageError
    tracker.send(VIEWS, {"k": 26, "st": survey.get("surveyType"), "si": survey.get("surveyId")})


def _cta_view(tracker: Tracker, cta: object, variant: object) -> None:
    pair = json.dumps([cta, variant], separators=(",", ":"), ensure_ascii=False)
    tracker.send(VIEWS, {"k": 12, "aij": pair, "rfc": 8})


def _do_not_track(tracker: Tracker, options: object, _: object) -> None:
    if truthy(fields(options).get("track")):
        tracker.scope.remove("__hs_do_not_track")
    else:
        tracker.scope.write("__hs_do_not_track", "yes", tracker.long_life_s)


def _reset_visitor(tracker: Tracker, *_: object) -> None:
    tracker.reset()
    tracker.decorate()


def _link_automatically(tracker: Tracker, enabled: object, _: object) -> None:
    tracker.links_automatically = enabled is not False
    tracker.decorate()


def _set_host(tracker: Tracker, host: object, _: object) -> None:
    tracker.host = text(host)


def _set_enabled(tracker: Tracker, enabled: object, _: object) -> None:
    tracker.enabled = truthy(enabled)


def _set_limited(tracker: Tracker, limited: object, _: object) -> None:
    tracker.limited = truthy(limited)


def _set_host_only(tracker: Tracker, host_only: object, _: object) -> None:
    tracker.scope.host_only = truthy(host_only)


def _set_secure(tracker: Tracker, secure: object, _: object) -> None:
    tracker.scope.secure = secure is not False


CALLS: Mapping[str, Effect] = {
    "setPortalId": _set_portal_id,
    "setTrackingDomain": _set_host,
    "setTrackingEnabled": _set_enabled,
    "setLimitTrackingToCookieDomains": _set_limited,
    "addCookieDomain": lambda tracker, domain, _: tracker.scope.add_domain(domain),
    "setCookiesToSubdomain": _set_host_only,
    "enableSecureCookie": _set_secure,
    "setPath": lambda tracker, path, _: tracker.content.set_path(path),
    "setCanonicalUrl": _setter("canonical"),
    "setContentType": _setter("contentType"),
    "setPageId": _setter("pageId"),
    "setContentMetadata": _setter("contentMetadata"),
    "setTargetedContentMetadata": _set_targeted,
    "identify": lambda tracker, properties, _: tracker.identify(properties),
    "trackPageView": _coded(1),
    "trackEvent": _legacy_event,
    "trackConversion": _legacy_event,
    "trackCustomBehavioralEvent": _custom_event,
    "trackClickEvent": _click_event,
    "trackCtaView": _cta_view,
    "trackFormView": _form(15),
    "trackFormInstall": _form(16),
    "trackFormVisible": _form(17),
    "trackFormInteraction": _form(18),
    "trackFormCompletion": _form(19),
    "trackFeedbackView": _feedback_view,
    "trackApproveCookieConsent": _coded(28),
    "trackDeclineCookieConsent": _coded(29),
    "trackRevokeCookieConsent": _coded(30),
    "doNotTrack": _do_not_track,
    "resetVisitorIdentity": lambda tracker, *_: tracker.reset(),
    "resetVisitor": _reset_visitor,
    "enableAutomaticLinker": _link_automatically,
    "addIdentityListener": _listener("identity"),
    "addCookieListener": _listener("identity"),
    "addUserTokenListener": _listener("token"),
    "addPageIdListener": _listener("pageId"),
    "addContentTypeListener": _listener("contentType"),
    "addContentMetadataListener": _listener("contentMetadata"),
    "_loadImage": lambda tracker, own, _: tracker.send(VIEWS, fields(own)),
}
