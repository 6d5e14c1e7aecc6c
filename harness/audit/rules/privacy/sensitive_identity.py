"""Rule sensitive-identity."""

from __future__ import annotations

import re

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import hits_with_documents, identify_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.hits import Hit
from harness.wire.words import plain

__all__ = ["sensitive_identity"]

SENSITIVE = re.compile(
    r"(?:[a-z]+[_-]?)?(?:password|passwd|pwd|secret)|(?:access|auth|id|refresh|session)?[_-]?token|ssn"
    r"|social[_-]?security(?:[_-]?number)?|iban|(?:credit[_-]?)?card(?:[_-]?number)|cvv|cvc|passport(?:[_-]?number)?"
    r"|tax[_-]?id",
    re.IGNORECASE,
)


@rule(family="privacy", severity="error", needs={"hits"})
def sensitive_identity(visit: Visit) -> Findings:
    """identify is given a password, a token or the number of a card or document.

    Why: An identity is sent in the clear as part of an address, with every later hit of the page, and becomes a
        property of the contact that everybody in the account can read.
    Fix: Name the properties that HubSpot needs one by one, instead of handing the whole user over.
    Bad: _hsq.push(["identify", user]);
    Good: _hsq.push(["identify", { email: user.email, id: user.id }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    identified = [
        (page, hit, pair)
        for page, hit in hits_with_documents(visit, Hit)
        for pair in (hit.identity.pairs if hit.identity else ())
    ]
    if not identified:
        raise DoesNotApply("no identity was sent")
    known: set[str] = set()
    for page, hit, (key, value) in identified:
        if value and SENSITIVE.fullmatch(key) and key not in known:
            known.add(key)
            yield finding(
                f"identify was given {plain(key)}; HubSpot will record it as a property of the contact",
                at=hit,
                cause=identify_call(page, hit, key),
            )
