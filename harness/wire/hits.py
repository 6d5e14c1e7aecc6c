"""The kinds of hits: what a tracking request means once it is decoded, in the types every other layer speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from harness.wire.consent import Consent, ConsentCategories
from harness.wire.hit import Hit, Malformed
from harness.wire.identity import Identity
from harness.wire.parts import Client, Content, FormField, PageRef, Pairs, RawRequest, Visitor
from harness.wire.words import plain, quoted

__all__ = [
    "ApiEvent",
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
    "FormCounter",
    "FormField",
    "FormHit",
    "FormSetUp",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView(Hit):
    """A page view: `trackPageView`, the automatic first one included (`k=1`)."""

    kind: ClassVar[str] = "page view"

    @property
    def _subject(self) -> str:
        path = self.page.tracked_path
        return "" if path is None else f"of {plain(path)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomEvent(Hit):
    """A custom behavioral event: `trackCustomBehavioralEvent` (`/__ptbe.gif`); properties as the page named them."""

    kind: ClassVar[str] = "event"
    name: str | None = None
    properties: Pairs = ()

    @property
    def _subject(self) -> str:
        return "without a name" if self.name is None else plain(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyEvent(Hit):
    """A legacy event: `trackEvent` (`k=3`); without effect since 2026.

    `id` and `value` are what the tracker made of the call (`n`, `m`); `properties` holds the pushed object's own keys
    as they were sent, `id` and `value` among them.
    """

    kind: ClassVar[str] = "legacy event"
    id: str | None = None
    value: str | None = None
    properties: Pairs = ()

    @property
    def _subject(self) -> str:
        return "" if self.id is None else plain(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementClick(Hit):
    """A click captured by the tracker itself (`/__ptc.gif`); keys without their leading underscore."""

    kind: ClassVar[str] = "click"
    properties: Pairs = ()

    @property
    def text(self) -> str | None:
        """The text of the clicked element, or None."""
        return dict(self.properties).get("hs_element_text")

    @property
    def _subject(self) -> str:
        return f"on {quoted(self.text)}" if self.text else ""


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

    @property
    def _subject(self) -> str:
        form = self.form_id or self.lead_flow_id
        return plain(self.step) + (f" of {plain(form)}" if form else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentHit(Hit):
    """A consent decision: approved, declined or revoked (`k` 28 to 30)."""

    kind: ClassVar[str] = "consent"
    decision: str

    @property
    def _subject(self) -> str:
        return plain(self.decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class CtaView(Hit):
    """A view of a call to action (`k=12`): `aij` lists call to action and variant; `rfc` is 8, its meaning unknown."""

    kind: ClassVar[str] = "CTA view"
    ids: tuple[str, ...] = ()
    rfc: str | None = None

    @property
    def cta(self) -> str | None:
        """The id of the call to action, or None."""
        return self.ids[0] if self.ids else None

    @property
    def variant(self) -> str | None:
        """The id of the variant that was shown, or None."""
        return self.ids[1] if len(self.ids) > 1 else None

    @property
    def _subject(self) -> str:
        return f"of {plain(self.cta)}" if self.cta else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView(Hit):
    """A view of a feedback survey (`k=26`)."""

    kind: ClassVar[str] = "feedback view"
    survey_type: str | None = None
    survey_id: str | None = None

    @property
    def _subject(self) -> str:
        return f"of {plain(self.survey_id)}" if self.survey_id else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView(Hit):
    """A blog post read in a feed reader (`k=14`); a pixel in the feed, not sent by the tracker."""

    kind: ClassVar[str] = "feed view"
    post: str | None = None
    blog: str | None = None
    medium: str | None = None
    platform: str | None = None

    @property
    def _subject(self) -> str:
        return f"of {plain(self.post)}" if self.post else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptError(Hit):
    """The tracker's own error report (`/__pto.gif`); it carries none of the standard parameters."""

    kind: ClassVar[str] = "script error"
    message: str | None = None
    error: str | None = None
    stack: str | None = None
    build: str | None = None
    file: str | None = None
    line: str | None = None

    @property
    def _subject(self) -> str:
        return quoted(self.message) if self.message else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiEvent(Hit):
    """An event of the old HTTP API (`/v1/event`), sent by a server or by hand: `contact` holds whom it is tied to."""

    kind: ClassVar[str] = "API event"
    name: str | None = None
    value: str | None = None
    contact: Pairs = ()

    @property
    def _subject(self) -> str:
        return "" if self.name is None else plain(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSubmission(Hit):
    """A HubSpot form submitted through the Forms API v3; `hutk`, the visitor's usertoken, ties it to the visitor."""

    kind: ClassVar[str] = "form submission"
    form_id: str | None = None
    fields: tuple[FormField, ...] = ()

    @property
    def hutk(self) -> str | None:
        """The usertoken that was submitted, or None."""
        return self.visitor.usertoken

    @property
    def _subject(self) -> str:
        return f"of {plain(self.form_id)}" if self.form_id else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectedForm(Hit):
    """A form that is not HubSpot's, collected by HubSpot's script on submit."""

    kind: ClassVar[str] = "collected form"
    contact: Pairs = ()
    values: Pairs = ()
    labels: Pairs = ()
    form_selector: str | None = None
    form_classes: str | None = None
    source: str | None = None
    uuid: str | None = None

    @property
    def _subject(self) -> str:
        return plain(self.form_selector) if self.form_selector else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSetUp(Hit):
    """The question whether forms that are not HubSpot's are to be collected; it carries the usertoken."""

    kind: ClassVar[str] = "form set-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCounter(Hit):
    """A counter of HubSpot's forms script (`counters.gif`)."""

    kind: ClassVar[str] = "form counter"
    counts: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerReport(Hit):
    """The consent banner's own report of a view or a click."""

    kind: ClassVar[str] = "banner report"
    activity: str
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def _subject(self) -> str:
        return f"of a {plain(self.activity)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownHit(Hit):
    """A request to a tracking endpoint that reads well but that nothing here can name."""

    kind: ClassVar[str] = "unknown hit"
    path: str
    code: str | None = None

    @property
    def _subject(self) -> str:
        return plain(self.path) + ("" if self.code is None else f" k={plain(self.code)}")
