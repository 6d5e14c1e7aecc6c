"""The tracker's cookies: `__hstc` and `__hssc` taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Hssc", "Hstc"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hstc:
    """`__hstc`: domain hash, visitor, first, previous and current session start (UTC), number of sessions."""

    domain_hash: int
    visitor: str
    first: datetime
    previous: datetime
    current: datetime
    sessions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hssc:
    """`__hssc`: domain hash, page views of this session (one per page load), session start (UTC)."""

    domain_hash: int
    page_views: int
    started: datetime
