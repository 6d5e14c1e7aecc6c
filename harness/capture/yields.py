"""What a queue call makes the tracker send, as far as call and hit can be told to belong together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from harness.capture.entries import JsonValue, QueueCall
from harness.wire.hits import (
    ConsentHit,
    CtaView,
    CustomEvent,
    ElementClick,
    FeedbackView,
    FormHit,
    Hit,
    LegacyEvent,
    Malformed,
    PageView,
)

__all__ = ["Yield", "may_send", "yield_of"]


@dataclass(frozen=True, slots=True)
class Yield:
    """A kind of hit, and its name where it has one: of the event, the form's step, the consent decision."""

    kind: type[Hit | Malformed]
    name: str | None = None


SENT: Mapping[str, Yield] = {
    "trackPageView": Yield(PageView),
    "trackClickEvent": Yield(ElementClick),
    "trackCtaView": Yield(CtaView),
    "trackFeedbackView": Yield(FeedbackView),
    "trackFormView": Yield(FormHit, "view"),
    "trackFormInstall": Yield(FormHit, "install"),
    "trackFormVisible": Yield(FormHit, "visible"),
    "trackFormInteraction": Yield(FormHit, "interaction"),
    "trackFormCompletion": Yield(FormHit, "completion"),
    "trackApproveCookieConsent": Yield(ConsentHit, "approved"),
    "trackDeclineCookieConsent": Yield(ConsentHit, "declined"),
    "trackRevokeCookieConsent": Yield(ConsentHit, "revoked"),
    "revokeCookieConsent": Yield(ConsentHit, "revoked"),
}
LEGACY = frozenset({"trackEvent", "trackConversion"})
BLANK = ("", "-", 0)
"""Names that the tracker takes for none."""


def yield_of(hit: Hit | Malformed) -> Yield:
    """What a hit is."""
    match hit:
        case CustomEvent(name=name) | LegacyEvent(id=name) | FormHit(step=name) | ConsentHit(decision=name):
            return Yield(type(hit), name or None)
    return Yield(type(hit))


def may_send(call: QueueCall, what: Yield) -> bool:
    """Whether a call can have made the tracker send this; functions are not looked into."""
    given = call.arguments[0] if call.arguments else None
    if call.function == "trackCustomBehavioralEvent":
        own = given.get("name") if isinstance(given, dict) else None
        return what.kind is CustomEvent and given is not None and _is_named(own, what.name)
    if call.function in LEGACY:
        return what.kind is LegacyEvent and _is_named(given.get("id") if isinstance(given, dict) else given, what.name)
    # The tracker's inner functions can be called by their names as well, and send anything.
    return SENT.get(call.function) == what or call.function.startswith("_")


def _is_named(said: JsonValue, name: str | None) -> bool:
    """Whether a name can have become `name` on the wire: text and numbers are kept; what else becomes is the page's."""
    if said is None or said in BLANK:
        return name is None
    return str(said) == name if type(said) in (str, int) else True
