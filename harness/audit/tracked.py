"""What tells HubSpot of a visitor's doings, when it left, and as whose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from harness.audit.documents import Document, documents
from harness.audit.visit import ConsentChoice, Visit
from harness.wire.hits import CtaView, CustomEvent, ElementClick, FeedbackView, FormHit, Hit, LegacyEvent, PageView

__all__ = ["TRACKING", "arrived_at", "choice_until", "cookieless_fix", "is_cookieless", "sent_after", "tracked"]

TRACKING = (PageView, CustomEvent, LegacyEvent, ElementClick, FormHit, CtaView, FeedbackView)
"""What tells HubSpot of the visitor's doings; the banner's own reports and decisions do not."""

PRESS = timedelta(seconds=1)
"""How long a captured click on the banner's button may take; it is sent before the site can act on it."""


def arrived_at(hit: Hit) -> datetime | None:
    """When a hit arrived, by this machine's clock, since a page's clock may run ahead."""
    return (hit.request.arrived_at if hit.request else None) or hit.sent_at


def is_cookieless(hit: Hit) -> bool:
    """Whether a hit says that there is no consent, and carries no cookie."""
    return not hit.consent.given and hit.visitor.hstc is None and hit.session is None


def cookieless_fix(visit: Visit) -> str:
    """How to hold back the hits without cookies that HubSpot's own banner lets through; nothing for another banner.

    The loader that would have to wait for the answer is the one that brings this banner.
    """
    if visit.banner != "hubspot":
        return ""
    return (
        "If these anonymous hits are unwanted, too, switch HubSpot's banner off, ask with another one, and load the "
        "tracking code only after the visitor has accepted."
    )


def tracked(visit: Visit) -> Iterator[tuple[Document, Hit, datetime]]:
    """The hits that tell of the visitor's doings, each with its document and the time when it was sent."""
    for document in documents(visit):
        yield from ((document, hit, document.when(hit)) for hit in document.hits if isinstance(hit, TRACKING))


def choice_until(visit: Visit, at: datetime) -> ConsentChoice | None:
    """What the visitor had chosen last at a moment, or None."""
    return next((choice for choice in reversed(visit.choices) if choice.chosen_at <= at), None)


def sent_after(visit: Visit, *decisions: str) -> list[tuple[Hit, ConsentChoice, datetime]]:
    """The hits that were sent while one of these decisions was the last, the click that decided left out."""
    found = []
    for _, hit, at in tracked(visit):
        choice = choice_until(visit, at)
        pressed = choice and isinstance(hit, ElementClick) and at - choice.chosen_at < PRESS
        if choice and choice.decision in decisions and at > choice.chosen_at and not pressed:
            found.append((hit, choice, at))
    return found
