"""The tracker's cookies: `__hstc` and `__hssc` taken apart, and the domain hash that both begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from harness.wire.times import epoch_ms, from_epoch_ms
from harness.wire.words import quoted

__all__ = ["COOKIES", "Hssc", "Hstc", "cookie_domain", "domain_hash", "hashed_domain", "reaches"]

COOKIES = (
    "__hstc",
    "hubspotutk",
    "__hssc",
    "__hssrc",
    "__hs_do_not_track",
    "__hs_opt_out",
    "__hs_initial_opt_in",
    "__hs_cookie_cat_pref",
    "__hs_gpc_banner_dismiss",
    "__hs_notify_banner_dismiss",
    "hs_dbg",
)
"""The names of HubSpot's cookies: the tracker's four, its do not track, the banner's, and the mark of debugging."""

_NUMBER = r"(0|[1-9][0-9]{0,14})"
_HSTC = re.compile(rf"{_NUMBER}\.([^.]+)\.{_NUMBER}\.{_NUMBER}\.{_NUMBER}\.{_NUMBER}")
_HSSC = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hstc:
    """`__hstc`: domain hash, visitor, first, previous and current session start (UTC), number of sessions."""

    domain_hash: int
    visitor: str
    first: datetime
    previous: datetime
    current: datetime
    sessions: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The cookie value taken apart; ValueError when it is not a whole one. `str` gives the same text back."""
        found = _HSTC.fullmatch(text)
        if not found:
            raise ValueError(f"{quoted(text)} is no __hstc: wanted hash.visitor.first.previous.current.sessions")
        domain, visitor, first, previous, current, sessions = found.groups()
        return cls(
            domain_hash=int(domain),
            visitor=visitor,
            first=from_epoch_ms(first),
            previous=from_epoch_ms(previous),
            current=from_epoch_ms(current),
            sessions=int(sessions),
        )

    def __str__(self) -> str:
        times = ".".join(map(epoch_ms, (self.first, self.previous, self.current)))
        return f"{self.domain_hash}.{self.visitor}.{times}.{self.sessions}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hssc:
    """`__hssc`: domain hash, page views of this session (one per page load), session start (UTC)."""

    domain_hash: int
    page_views: int
    started: datetime

    @classmethod
    def parse(cls, text: str) -> Self:
        """The cookie value taken apart; ValueError when it is not a whole one. `str` gives the same text back."""
        found = _HSSC.fullmatch(text)
        if not found:
            raise ValueError(f"{quoted(text)} is no __hssc: wanted hash.page_views.session_start")
        domain, page_views, started = found.groups()
        return cls(domain_hash=int(domain), page_views=int(page_views), started=from_epoch_ms(started))

    def __str__(self) -> str:
        return f"{self.domain_hash}.{self.page_views}.{epoch_ms(self.started)}"


def domain_hash(domain: str) -> int:
    """The number that stands for a cookie domain (`.acme.test`): a 28-bit rolling hash, last character first."""
    number = 0
    for character in reversed(domain):
        code = ord(character)
        number = ((number << 6) & 0xFFFFFFF) + code + (code << 14)
        carry = number & 0xFE00000
        if carry:
            number ^= carry >> 21
    return number


def cookie_domain(host: str, domains: Iterable[str]) -> str | None:
    """The domain for which the tracker writes its cookies on `host`; None means a cookie for this host alone.

    The shortest of the account's cookie domains (each with a leading dot) that the host ends with.
    """
    fitting = [domain for domain in domains if f".{host}".endswith(domain)]
    return min(fitting, key=len, default=None)


def hashed_domain(host: str, domains: Iterable[str] = ()) -> str:
    """The text whose hash the cookies of `host` carry: the cookie domain, or the host's own with a leading dot."""
    labels = host.split(".")
    own = labels[1:] if len(labels) > 2 else labels
    return cookie_domain(host, domains) or "." + ".".join(own)


def reaches(domain: str, host: str) -> bool:
    """Whether pages of `host` have a cookie of `domain`; without a leading dot it is for that host alone."""
    return f".{host}".endswith(domain) if domain.startswith(".") else host == domain
