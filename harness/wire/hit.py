"""What every hit has in common, and what a request is that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from harness.wire.consent import Consent
from harness.wire.cookies import Hssc
from harness.wire.identity import Identity
from harness.wire.parts import Client, Content, PageRef, Pairs, RawRequest, Visitor
from harness.wire.words import plain

__all__ = ["Hit", "Malformed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One tracking request, decoded; a part that the wire does not carry is None.

    `torn_cookies` holds copies of `__hstc` (`u`) and `__hssc` (`b`) that are cut short or garbled, as (key, text).
    `unknown` holds the pairs that no table explains; `raw` every pair as it was sent. `merged` marks a hit that the
    page asked for while an equal one was under way, so that the browser sent one request for both; `cut_off` marks one
    that the page asked for and the browser did not send before the page was left. Both, `raw` and `request` are
    evidence and take no part in comparisons.
    """

    kind: ClassVar[str] = "hit"

    portal_id: int | None = None
    hublet: str = "na1"
    version: str | None = None
    page: PageRef = field(default=PageRef())
    client: Client = field(default=Client())
    content: Content = field(default=Content())
    visitor: Visitor = field(default=Visitor())
    session: Hssc | None = None
    identity: Identity | None = None
    consent: Consent = field(default=Consent())
    sent_at: datetime | None = None
    torn_cookies: Pairs = ()
    unknown: Pairs = ()
    merged: bool = field(default=False, compare=False)
    cut_off: bool = field(default=False, compare=False)
    raw: Pairs = field(default=(), compare=False, repr=False)
    request: RawRequest | None = field(default=None, compare=False, repr=False)

    @property
    def is_request(self) -> bool:
        """Whether a request of its own reached the network."""
        return not (self.merged or self.cut_off)

    @property
    def phrase(self) -> str:
        """The hit in a few words, for messages: on one line, bounded, free of control characters."""
        return " ".join(filter(None, (self.kind, self._subject)))

    @property
    def _subject(self) -> str:
        """What follows the kind in the phrase."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """A request to a tracking endpoint that cannot be read: kept whole, with the reasons."""

    kind: ClassVar[str] = "malformed"
    request: RawRequest
    reasons: tuple[str, ...]
    raw: Pairs = ()

    @property
    def phrase(self) -> str:
        """The request in a few words, for messages."""
        return f"malformed request to {plain(self.request.url.partition('?')[0])}"
