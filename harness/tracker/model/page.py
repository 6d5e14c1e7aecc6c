"""The page as the tracker finds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urljoin, urlsplit

from harness.tracker.model.steps import Load

__all__ = ["Page"]


@dataclass(slots=True)
class Page:
    """Address, title, referrer, canonical link and links of a page; address, title and links change."""

    url: str
    title: str
    referrer: str
    canonical: str
    links: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, load: Load) -> Self:
        """The page right after its load."""
        canonical = "" if load.canonical is None else urljoin(load.url, load.canonical)
        return cls(load.url, load.title, load.referrer, canonical, list(load.links))

    @property
    def host(self) -> str:
        """The host of the page."""
        return urlsplit(self.url).hostname or ""
