"""Rule misnamed-property."""

from __future__ import annotations

import re

from harness.audit.documents import documents
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.pushed import identify_call
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import plain, quoted

__all__ = ["misnamed_property"]

# Capitals and spaces are in no property's internal name; of other signs that is not certain.
IMPOSSIBLE = re.compile(r"[A-Z\s]")

EVERYWHERE = frozenset({"firstname", "lastname", "jobtitle", "mobilephone", "lifecyclestage"})
"""Contact properties of every portal whose internal names are of several words, written without anything between."""


@rule(family="identity", severity="warning", needs={"hits"})
def misnamed_property(visit: Visit) -> Findings:
    """An identity names contact properties by names that no property of HubSpot can have.

    Why: Properties are known by their internal names, in lower case and without spaces; the tracking code passes keys
        on as they are, and HubSpot drops what it does not know.
    Fix: Use the internal names of the portal's contact properties: firstname, not firstName or First name.
    Bad: _hsq.push(["identify", { email, firstName: "Ada" }]);
    Good: _hsq.push(["identify", { email, firstname: "Ada" }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    identified = [(page, hit, hit.identity) for page in documents(visit) for hit in page.hits if hit.identity]
    if not identified:
        raise DoesNotApply("no identity was sent")
    known: set[str] = set()
    for page, hit, identity in identified:
        wrong = [key for key in dict(identity.pairs) if IMPOSSIBLE.search(key) and key not in known]
        known.update(wrong)
        if wrong:
            names = " and ".join(quoted(key) for key in wrong[:5])
            better = plain(", ".join(_lowered(key) for key in wrong[:5]))
            yield finding(
                f"the identity holds {names}, where an internal name such as {better} belongs; "
                "HubSpot will record nothing under it",
                at=hit,
                cause=identify_call(page, hit, wrong[0]),
            )


def _lowered(key: str) -> str:
    """The likely internal name: that of a property which every portal has, if it is written so but for spaces."""
    lowered = key.strip().lower()
    joined = re.sub(r"[\s_]+", "", lowered)
    return joined if joined in EVERYWHERE else re.sub(r"\s+", "_", lowered)
