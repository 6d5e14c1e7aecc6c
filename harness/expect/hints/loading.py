"""A tracker that never ran."""

from __future__ import annotations

from harness.capture.timeline import PageFault
from harness.expect.case import Case
from harness.expect.hints.registry import API, GUIDE, hint
from harness.expect.strict import not_recorded
from harness.wire.words import plain

LONGEST_TEXT = 500
SIGNS = ("hubspot", "hs-scripts", "hs-analytics", "hs-banner", "hscollectedforms", "hsforms")


@hint(see=f"{GUIDE}#what-the-relay-refuses")
def refused(case: Case) -> str | None:
    """A host of HubSpot's was refused by the relay."""
    hosts = [refusal.host for refusal in case.timeline.refusals if _is_hubspot(refusal.host)]
    if not hosts or case.timeline.hits:
        return None
    return f"the page asked for {plain(hosts[0])}, which the relay refused; no tracking code was loaded from there"


@hint(see="docs/testing.md#where-the-tracking-code-comes-from")
def lacks_recording(case: Case) -> str | None:
    """The recording that is replayed has not what the page asked for."""
    missing = not_recorded(case.timeline)
    if not missing or case.wants_absence or case.timeline.hits:
        return None
    return plain(missing[0].text, LONGEST_TEXT)


@hint(see=f"{GUIDE}#content-security-policy")
def blocked_by_policy(case: Case) -> str | None:
    """The page's Content-Security-Policy blocks the loader or the hits."""
    texts = [fault.text for fault in case.timeline.of(PageFault) if fault.kind == "csp" and _is_hubspot(fault.text)]
    if not texts or case.wants_absence:
        return None
    return "the page's Content-Security-Policy blocks HubSpot; allow its hosts in script-src and img-src"


@hint(see=f"{API}/overview")
def never_took_over(case: Case) -> str | None:
    """Calls were queued, but no tracker came to read them."""
    calls = case.timeline.calls
    ran = any(call.by_tracking_code or not call.before_takeover for call in calls)
    if case.wants_absence or case.timeline.hits or not calls or ran:
        return None
    return "the page queued calls, but no tracking code ever took them; see whether the loader is in the page and loads"


@hint(see=f"{API}/overview")
def no_tracking_code(case: Case) -> str | None:
    """Pages were loaded without a call or a hit."""
    if case.wants_absence or case.timeline.hits or case.timeline.calls:
        return None
    return (
        "no call and no hit was seen; see whether the page has HubSpot's tracking code, and was opened in this context"
    )


def _is_hubspot(text: str) -> bool:
    return any(sign in text.lower() for sign in SIGNS)
