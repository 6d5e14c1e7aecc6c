"""Rule fingerprint-mismatch."""

from __future__ import annotations

from harness.audit.crossings import crossings
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit

__all__ = ["fingerprint_mismatch"]


@rule(family="linking", severity="error", needs={"hits"})
def fingerprint_mismatch(visit: Visit) -> Findings:
    """The visitor is handed over with the fingerprint of another browser, and the tracking code refuses.

    Why: __hsfp has to be the fingerprint that the tracking code finds itself, so that a shared link takes nobody along.
        Links that were decorated on a server, or kept from an earlier visit, carry another one.
    Fix: Take all three values from the identity listener in the visitor's own browser, at the time of the click.
    Bad: link.href = linkFromServer;
    Good: _hsq.push(["addIdentityListener", (hstc, hssc, hsfp) => decorateLinks(hstc, hssc, hsfp)]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    crossed = crossings(visit)
    if not crossed:
        raise DoesNotApply("the visitor crossed to no other domain of the portal")
    for crossing in crossed:
        if crossing.blocker == "fingerprint":
            yield finding(
                f"{crossing.step}: {crossing.reason}; {crossing.loss}",
                at=crossing.hit,
                cause=next(iter(crossing.source.site_calls("addIdentityListener")), None),
            )
        elif crossing.blocker == "unknown":
            yield Undecided(f"{crossing.step}: {crossing.reason}")
