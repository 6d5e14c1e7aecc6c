"""Who the visitor is when a page loads: what cookies and link parameters say, and what follows for the session."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from harness.tracker.model.steps import LINK_PARTS
from harness.wire.cookies import Hssc, Hstc
from harness.wire.pairs import split_pairs

__all__ = ["Arrival", "Known", "arrival", "email_in", "meet", "new_session", "new_visitor", "read_cookie"]

Part = TypeVar("Part", Hstc, Hssc)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a link from another domain of the account brought."""

    visitor: Hstc | None = None
    session: Hssc | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The visitor and session of a page; `is_new` goes out as `nc`, `other` is a second token of the same person.

    The domain hashes in here are those of where the parts came from.
    """

    visitor: Hstc
    session: Hssc
    is_new: bool
    other: str | None = None

    def cookies(self, domain_hash: int) -> tuple[str, str]:
        """The values of `__hstc` and `__hssc` for the domain with this hash."""
        return (
            str(replace(self.visitor, domain_hash=domain_hash)),
            str(replace(self.session, domain_hash=domain_hash)),
        )


def read_cookie(kind: type[Part], text: str) -> Part | None:
    """A cookie taken apart; None when it is missing or garbled."""
    try:
        return kind.parse(text)
    except ValueError:
        return None


def arrival(url: str, fingerprint: str, hashes: Collection[int]) -> Arrival:
    """What the address brings: nothing from another browser, and no part whose hash is that of no cookie domain."""
    address = urlsplit(url)
    given = dict(reversed(split_pairs(address.query or address.fragment)))
    hstc, hssc, hsfp = (given.get(name, "") for name in LINK_PARTS)
    if hsfp != fingerprint:
        return Arrival()
    visitor, session = read_cookie(Hstc, hstc), read_cookie(Hssc, hssc)
    return Arrival(
        visitor if visitor and visitor.domain_hash in hashes else None,
        session if session and session.domain_hash in hashes else None,
    )


def email_in(url: str) -> str | None:
    """The e-mail address that identifies by the address bar."""
    return dict(reversed(split_pairs(urlsplit(url).query))).get("__hs_email") or None


def new_visitor(token: str, now: datetime) -> Hstc:
    """Somebody who was never here."""
    return Hstc(domain_hash=0, visitor=token, first=now, previous=now, current=now, sessions=1)


def new_session(now: datetime) -> Hssc:
    """The first page of a session."""
    return Hssc(domain_hash=0, page_views=1, started=now)


def meet(own: Hstc | None, running: Hssc | None, brought: Arrival, token: str, now: datetime) -> Known:
    """The visitor of a page that loads now.

    `own` and `running` are the visitor's and the running session's cookies; `token` is used for somebody new.
    """
    known, session = own or brought.visitor, _joined(running, brought.session)
    same = own is None or brought.visitor is None or brought.visitor.visitor == own.visitor
    return Known(
        visitor=_in_session(known, session, now) if known else new_visitor(token, now),
        session=replace(session, page_views=session.page_views + 1) if session else new_session(now),
        is_new=known is None,
        other=None if same or brought.visitor is None else brought.visitor.visitor,
    )


def _in_session(known: Hstc, session: Hssc | None, now: datetime) -> Hstc:
    if session:
        return known
    return replace(known, previous=known.current, current=now, sessions=known.sessions + 1)


def _joined(own: Hssc | None, brought: Hssc | None) -> Hssc | None:
    """Two sessions made one: the counts of page views stand side by side as text, 4 and 1 make 41."""
    if own is None or brought is None:
        return own or brought
    views = int(f"{own.page_views}{brought.page_views}")
    return replace(own, page_views=views, started=min(own.started, brought.started))
