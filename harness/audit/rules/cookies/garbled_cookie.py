"""Rule garbled-cookie."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.words import plain, quoted

__all__ = ["garbled_cookie"]

NAMES = {"u": "__hstc", "b": "__hssc"}


@rule(family="cookies", severity="error", needs={"hits"})
def garbled_cookie(visit: Visit) -> Findings:
    """A cookie of the tracking code is cut short or overwritten with something that is none of its values.

    Why: Each of these cookies has a fixed form; what does not fit it is ignored, and the visitor or the session
        begins anew. Servers and scripts that copy or rewrite cookies do that.
    Fix: Leave HubSpot's cookies to the tracking code; read hubspotutk where a server needs the visitor.
    Bad: document.cookie = "__hstc=" + userId;
    Good: const usertoken = cookies.get("hubspotutk");
    See: https://knowledge.hubspot.com/privacy-and-consent/what-cookies-does-hubspot-set-in-a-visitor-s-browser
    """
    if not visit.hits:
        raise DoesNotApply("no hit was sent")
    told: set[tuple[str, str]] = set()
    for hit in visit.hits:
        for key, text in hit.torn_cookies:
            if (key, text) not in told:
                told.add((key, text))
                yield finding(
                    f"the cookie {plain(NAMES.get(key, key))} is {quoted(text)}, which is none of its values; "
                    "HubSpot will record no such visitor or session",
                    at=hit,
                )
