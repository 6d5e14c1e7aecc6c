"""What tells HubSpot of a visitor's doings, when it left, and as whose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from harness.audit.documents import Document, documents
from harness.audit.visit import ConsentChoice, Visit
from harness.wire.hits import CtaView, CustomEvent, ElementClick, FeedbackView, FormHit, Hit, LegacyEvent, PageView

__all__ = ["TRACKING", "arrived_at", "choice_until", "is_cookieless", "tracked"]

TRACKING = (PageView, CustomEvent, LegacyEvent, ElementClick, FormHit, CtaView, FeedbackView)
"""What tells HubSpot of the visitor's doings; the banner's own reports and decisions do not."""


def arrived_at(hit: Hit) -> datetime | None:
    """When a hit arrived, by this machine's clock, since a page's clock may run ahead."""
    return (hit.request.arrived_at if hit.request else None) or hit.sent_at


def is_cookieless(hit: Hit) -> bool:
    """Whether a hit says that there is no consent, and carries no cookie."""
    return not hit.consent.given and hit.visitor.hstc is None and hit.session is None


def tracked(visit: Visit) -> Iterator[tuple[Document, Hit, datetime]]:
    """The hits that tell of the visitor's doings, each with its document and the time when it was sent."""
    for document in documents(visit):
        yield from ((document, hit, document.when(hit)) for hit in document.hits if isinstance(hit, TRACKING))


def choice_until(visit: Visit, at: datetime) -> ConsentChoice | None:
    """What the visitor had chosen last at a moment, or None."""
    return next((choice for choice in reversed(visit.choices) if choice.chosen_at <= at), None)
