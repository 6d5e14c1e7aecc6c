"""Identities that did not leave the browser, or not as meant."""

from __future__ import annotations

from harness.expect.case import Case
from harness.expect.hints.registry import API, at, hint
from harness.expect.moments import moments_of
from harness.expect.phrases import shown


@hint(see=f"{API}/identify")
def never_sent(case: Case) -> str | None:
    """`identify` sends nothing by itself: its data leave with the next hit."""
    calls = case.calls("identify")
    if not calls or not case.lacks_identity:
        return None
    moment = moments_of(case.timeline)
    if any(moment(hit) >= moment(calls[-1]) for hit in case.timeline.hits):
        return None
    return f"identify{at(calls[-1])} sends nothing by itself and no hit followed it; push trackPageView after it"


@hint(see=f"{API}/identify")
def never_called(case: Case) -> str | None:
    """Nobody told the tracker who the visitor is."""
    if not case.lacks_identity or case.calls("identify") or not case.timeline.hits:
        return None
    return "identify was never called on this page; push it before the view or event that should carry the identity"


@hint(see=f"{API}/identify")
def capital_key(case: Case) -> str | None:
    """Keys are sent as they were written, and HubSpot knows lower-case ones only."""
    identity = case.missed_hit.identity if case.missed_hit else None
    if identity is None:
        return None
    wanted = {each.name for each in case.differences if each.was is None}
    written = [key for key, _ in identity.pairs if key.lower() in wanted]
    return (
        f"the page wrote the key {shown(written[0])}; keys are sent as written, so write it in lower case"
        if written
        else None
    )
