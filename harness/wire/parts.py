"""The parts that hits are made of: the request behind one, and its page, visitor, browser and content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from harness.wire.address import origin_of, path_of, without_fragment, without_origin
from harness.wire.cookies import Hstc

__all__ = ["Client", "Content", "FormField", "PageRef", "Pairs", "RawRequest", "Visitor"]

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

    @property
    def tracked_url(self) -> str | None:
        """The address that HubSpot counts: of `setPath`, else of the canonical link, else the address bar's.

        A path is completed with the origin of the address bar, and the address bar's own fragment is not counted.
        """
        if self.path is None:
            return self._canonical or (without_fragment(self.url) if self.url else None)
        if origin_of(self.path) or not self.url:
            return self.path
        return origin_of(self.url) + ("" if self.path.startswith("/") else "/") + self.path

    @property
    def tracked_path(self) -> str | None:
        """The path that HubSpot counts: as `setPath` or the canonical link gave it, else the address bar's path alone.

        A path of `setPath` is kept as it was given, with its query and fragment, and without a slash if it had none.
        """
        said = self._canonical if self.path is None else self.path
        if said is not None:
            return without_origin(said)
        return path_of(self.url) if self.url is not None else None

    @property
    def address_path(self) -> str | None:
        """Path, query and fragment of the address bar, or None."""
        return without_origin(self.url) if self.url is not None else None

    @property
    def _canonical(self) -> str | None:
        return self.canonical_set or self.canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who sent it: usertoken (`vi`), the copy of `__hstc` (`u`), fingerprint (`bfp`, opaque text), flags `nc`, `rv`."""

    usertoken: str | None = None
    hstc: Hstc | None = None
    fingerprint: str | None = None
    is_new: bool | None = None
    was_reset: bool = False


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
class FormField:
    """One submitted field; `object_type` is the id of the CRM object it belongs to (`0-1` is a contact)."""

    name: str
    value: str
    object_type: str | None = None
