"""What a tracking request means once it is decoded: the types every other layer speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntFlag
from typing import ClassVar

from harness.wire.cookies import Hssc, Hstc

__all__ = [
    "BannerReport",
    "Client",
    "CollectedForm",
    "Consent",
    "ConsentCategories",
    "ConsentHit",
    "Content",
    "CtaView",
    "CustomEvent",
    "ElementClick",
    "FeedView",
    "FeedbackView",
    "FormField",
    "FormHit",
    "FormSubmission",
    "Hit",
    "Identity",
    "LegacyEvent",
    "Malformed",
    "PageRef",
    "PageView",
    "Pairs",
    "RawRequest",
    "ScriptError",
    "UnknownHit",
    "Visitor",
]

Pairs = tuple[tuple[str, str], ...]
"""Decoded wire pairs in wire order: (name, value), names may repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRequest:
    """One request to a tracking endpoint as it reached the network, with nothing of Playwright inside.

    `arrived_at` is the wall clock of this machine, `arrival` the order within one tap, `context` the token of the
    browser context that sent it (empty when unknown).
    """

    method: str = "GET"
    url: str
    headers: Pairs = ()
    body: bytes = b""
    context: str = ""
    arrival: int = 0
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """The page that a hit speaks of: the address bar (`pu`) and what the page said about itself."""

    url: str | None = None
    path: str | None = None
    previous_path: str | None = None
    title: str | None = None
    canonical: str | None = None
    canonical_set: str | None = None
    referrer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who sent it: usertoken (`vi`), the copy of `__hstc` (`u`), fingerprint (`bfp`, opaque text), flags `nc`, `rv`."""

    usertoken: str | None = None
    hstc: Hstc | None = None
    fingerprint: str | None = None
    is_new: bool | None = None
    was_reset: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What `identify` said (`i`), pair by pair, keys as written by the page."""

    pairs: Pairs = ()

    def get(self, key: str) -> str | None:
        """The last value of `key`, or None."""
        return next((value for name, value in reversed(self.pairs) if name == key), None)

    @property
    def email(self) -> str | None:
        """The e-mail address, or None."""
        return self.get("email")

    @property
    def id(self) -> str | None:
        """The external id, or None."""
        return self.get("id")


class ConsentCategories(IntFlag):
    """The bit sum `cc`; 0 means that the banner has not answered."""

    NONE = 0
    NECESSARY = 1
    ANALYTICS = 2
    ADVERTISEMENT = 4
    FUNCTIONALITY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a hit says of consent: `ce` (absent means given), `pt` (banner policy), `cc` (categories)."""

    given: bool = True
    policy: int | None = None
    categories: ConsentCategories | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The browser as a hit describes it: `sd`, `cd`, `cs`, `ln`."""

    screen: str | None = None
    colour_depth: str | None = None
    charset: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the page told of its content: page id, content type and the setContentMetadata fields."""

    page_id: str | None = None
    content_type: str | None = None
    metadata: Pairs = ()
    targeted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One tracking request, decoded; a part that the wire does not carry is None.

    `unknown` holds the pairs that no table explains; `raw` every pair as it was sent. `raw` and `request` are
    evidence and take no part in comparisons.
    """

    kind: ClassVar[str] = "hit"

    portal_id: int | None = None
    hublet: str = "na1"
    version: str | None = None
    page: PageRef = PageRef()
    client: Client = Client()
    content: Content = Content()
    visitor: Visitor = Visitor()
    session: Hssc | None = None
    identity: Identity | None = None
    consent: Consent = Consent()
    sent_at: datetime | None = None
    unknown: Pairs = ()
    raw: Pairs = field(default=(), compare=False, repr=False)
    request: RawRequest | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView(Hit):
    """A page view: `trackPageView`, the automatic first one included (`k=1`)."""

    kind: ClassVar[str] = "page view"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomEvent(Hit):
    """A custom behavioral event: `trackCustomBehavioralEvent` (`/__ptbe.gif`)."""

    kind: ClassVar[str] = "event"
    name: str | None = None
    properties: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyEvent(Hit):
    """A legacy event: `trackEvent` (`k=3`); without effect since 2026."""

    kind: ClassVar[str] = "legacy event"
    id: str | None = None
    value: str | None = None
    properties: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementClick(Hit):
    """A click captured by the tracker itself (`/__ptc.gif`); keys without their leading underscore."""

    kind: ClassVar[str] = "click"
    properties: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormHit(Hit):
    """A step of a HubSpot form: view, install, visible, interaction or completion (`k` 15 to 19)."""

    kind: ClassVar[str] = "form"
    step: str
    form_id: str | None = None
    conversion_id: str | None = None
    variant_id: str | None = None
    lead_flow_id: str | None = None
    form_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentHit(Hit):
    """A consent decision: approved, declined or revoked (`k` 28 to 30)."""

    kind: ClassVar[str] = "consent"
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CtaView(Hit):
    """A view of a call to action (`k=12`): `aij` names call to action and variant."""

    kind: ClassVar[str] = "CTA view"
    cta: str | None = None
    variant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView(Hit):
    """A view of a feedback survey (`k=26`)."""

    kind: ClassVar[str] = "feedback view"
    survey_type: str | None = None
    survey_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView(Hit):
    """A blog post read in a feed reader (`k=14`); a pixel in the feed, not sent by the tracker."""

    kind: ClassVar[str] = "feed view"
    post: str | None = None
    blog: str | None = None
    medium: str | None = None
    platform: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptError(Hit):
    """The tracker's own error report (`/__pto.gif`); it carries none of the standard parameters."""

    kind: ClassVar[str] = "script error"
    message: str | None = None
    error: str | None = None
    stack: str | None = None
    build: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One submitted field."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSubmission(Hit):
    """A HubSpot form submitted through the Forms API v3; `hutk` ties it to the visitor."""

    kind: ClassVar[str] = "form submission"
    form_id: str | None = None
    fields: tuple[FormField, ...] = ()
    hutk: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedForm(Hit):
    """A form that is not HubSpot's, collected by HubSpot's script on submit."""

    kind: ClassVar[str] = "collected form"
    contact: Pairs = ()
    values: Pairs = ()
    form_selector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerReport(Hit):
    """The consent banner's own report of a view or a click."""

    kind: ClassVar[str] = "banner report"
    activity: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownHit(Hit):
    """A request to a tracking endpoint that reads well but that nothing here can name."""

    kind: ClassVar[str] = "unknown hit"
    path: str
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """A request to a tracking endpoint that cannot be read: kept whole, with the reasons."""

    kind: ClassVar[str] = "malformed"
    request: RawRequest
    reasons: tuple[str, ...]
    raw: Pairs = ()
