"""Rule secret-in-address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.audit.documents import place_of
from harness.audit.finding import DoesNotApply, Finding, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import Hit
from harness.wire.pairs import split_pairs
from harness.wire.words import plain

__all__ = ["secret_in_address"]

NAME = re.compile(
    r"(?:(?:access|auth|bearer|id|invite|invitation|login|magic|password|refresh|reset|session|verification)[_-]?)?token"
    r"|(?:[a-z]+[_-])?(?:password|passwd|pwd|secret)|jwt|otp|api[_-]?key|j?session[_-]?id|phpsessid",
    re.IGNORECASE,
)
WEB_TOKEN = re.compile(r"eyJ[\w-]{8,}\.[\w-]{8,}")
SHORTEST = 6


@rule(family="privacy", severity="error", needs={"hits"})
def secret_in_address(visit: Visit) -> Findings:
    """The address of a page holds a password, a token or a session id, and every hit carries it to HubSpot.

    Why: Whoever may see page reports, or the logs on the way, can open the link and act as the visitor: reset the
        password, take over the session.
    Fix: Take the secret out of the address before the tracking code loads, or leave the tracking code off such pages.
    Bad: /reset?token=9f2c… with the loader in the layout
    Good: history.replaceState(null, "", "/reset"); before the loader
    See: https://owasp.org/www-community/vulnerabilities/Information_exposure_through_query_strings_in_url
    """
    if not visit.hits:
        raise DoesNotApply("no hit was sent")
    known: set[tuple[str, str]] = set()
    for hit in visit.hits:
        for address in filter(None, (hit.page.url, hit.page.path, hit.page.referrer)):
            for name in _secrets(address):
                place = place_of(address)
                if (name, place) not in known:
                    known.add((name, place))
                    yield _finding(name, place, hit)


def _finding(name: str, place: str, hit: Hit) -> Finding:
    return finding(
        f"the address of {plain(place)} holds {plain(name)}; HubSpot will record it in the clear",
        at=hit,
    )


def _secrets(address: str) -> Iterator[str]:
    """The names of the parameters that hold a secret, in the query and in the fragment."""
    before, _, fragment = address.partition("#")
    for text in (before.partition("?")[2], fragment.partition("?")[2] or fragment):
        for name, value in split_pairs(text) if "=" in text else ():
            if len(value) >= SHORTEST and (NAME.fullmatch(name) or WEB_TOKEN.match(value)):
                yield name
