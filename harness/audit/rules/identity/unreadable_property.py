"""Rule unreadable-property."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import identify_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import plain, quoted

__all__ = ["unreadable_property"]

ACCIDENTS = frozenset({"undefined", "null", "NaN", "Invalid Date", "[object Object]", "[object Promise]"})
"""What the texts of values look like that were missing, or are no text."""


@rule(family="identity", severity="warning", needs={"hits"})
def unreadable_property(visit: Visit) -> Findings:
    """A property of an identity holds what JavaScript makes of a missing value or an object.

    Why: The tracking code turns every value into a text; what was missing becomes "undefined" or "null", an object
        "[object Object]", and that overwrites what the contact had.
    Fix: Leave out what is not known, and give the parts of an object under keys of their own.
    Bad: _hsq.push(["identify", { email, company: user.company }]); where company is an object or missing
    Good: _hsq.push(["identify", { email, company: user.company.name }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    identified = [(page, hit, hit.identity) for page in documents(visit) for hit in page.hits if hit.identity]
    if not identified:
        raise DoesNotApply("no identity was sent")
    known: set[tuple[str, str]] = set()
    for page, hit, identity in identified:
        # What stands where the e-mail address belongs is a fault of its own.
        for key, value in dict.fromkeys(pair for pair in identity.pairs if pair[0] != "email"):
            if value in ACCIDENTS and (key, value) not in known:
                known.add((key, value))
                yield finding(
                    f"{plain(key)} of the identity is {quoted(value)}; HubSpot will record this text of the contact",
                    at=hit,
                    cause=identify_call(page, hit, key),
                )
