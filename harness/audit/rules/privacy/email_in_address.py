"""Rule email-in-address."""

from __future__ import annotations

from collections.abc import Iterator

from harness.audit.emails import Masker, emails_in
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.address import without_origin
from harness.wire.hits import Hit
from harness.wire.words import plain, quoted

__all__ = ["email_in_address"]


@rule(family="privacy", severity="error", needs={"hits"})
def email_in_address(visit: Visit) -> Findings:
    """The address of a page holds an e-mail address, and every hit carries it in the clear.

    Why: Addresses are written into the logs of every server, proxy and analytics tool on the way and handed on as
        referrer; HubSpot lists a page of its own for each person, and whoever may see page reports sees the addresses.
    Fix: Send personal data with POST, or keep it in the session, and give setPath a path without it.
    Bad: <form action="/thanks"> with a field called email
    Good: <form action="/thanks" method="post">
    See: https://developers.google.com/analytics/solutions/best-practices-pii
    """
    if not visit.hits:
        raise DoesNotApply("no hit was sent")
    known: set[str] = set()
    for hit in visit.hits:
        for field, text in _addresses(hit):
            for address in emails_in(text):
                if address not in known:
                    known.add(address)
                    shown = quoted(Masker()(without_origin(text)))
                    yield finding(
                        f"{field} {shown} holds an e-mail address; HubSpot will record a page of that name",
                        at=hit,
                    )


def _addresses(hit: Hit) -> Iterator[tuple[str, str]]:
    """The addresses that a hit carries, each with its name."""
    page = hit.page
    named = (("the address", page.url), ("the set path", page.path), ("the canonical link", page.canonical))
    for field, text in (*named, ("the referrer", page.referrer)):
        if text:
            yield plain(field), text
