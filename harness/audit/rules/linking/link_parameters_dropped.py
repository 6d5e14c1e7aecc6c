"""Rule link-parameters-dropped."""

from __future__ import annotations

from harness.audit.crossings import crossings
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit

__all__ = ["link_parameters_dropped"]


@rule(family="linking", severity="error", needs={"hits", "redirects"})
def link_parameters_dropped(visit: Visit) -> Findings:
    """A redirect between two domains of the company drops the link parameters.

    Why: The link carried the visitor, but the server answers with another address and leaves the query out; the page
        that is reached in the end knows nobody.
    Fix: Keep the query when redirecting.
    Bad: return 301 https://acme-shop.test/new;
    Good: return 301 https://acme-shop.test/new$is_args$args;
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    crossed = crossings(visit)
    if not crossed:
        raise DoesNotApply("the visitor crossed to no other domain of the portal")
    for crossing in crossed:
        if crossing.blocker == "dropped":
            yield finding(
                f"{crossing.step}: the link carried link parameters, and {crossing.reason}; {crossing.loss}",
                at=crossing.hit,
            )
