"""Rule order-dependent-count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import Arrival, Visit
from harness.wire.words import plain

__all__ = ["order_dependent_count"]

USUAL = "as-it-comes"
ORDERS = {
    "slow-loader": "when the tracking code comes last",
    "slow-banner": "when the banner comes last",
    "slow-application": "when the application comes last",
}


@rule(family="delivery", severity="error", needs={"hits"})
def order_dependent_count(visit: Visit) -> Findings:
    """What is counted depends on which script arrives first.

    Why: On a slow line the tracking code comes last, from a cache it comes first; what is only counted in one of these
        orders is missing or doubled by chance, and no figure can be compared with another.
    Fix: Make the queue before you push on it, and never ask whether the tracking code is there.
    Bad: if (window._hsq) _hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_lesson_begun" }]);
    Good: window._hsq = window._hsq || []; _hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_lesson_begun" }]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    usual = next((arrival for arrival in visit.arrivals if arrival.order == USUAL), None)
    others = [arrival for arrival in visit.arrivals if arrival.order in ORDERS and arrival.held]
    if usual is None or not others:
        raise DoesNotApply("the page was visited in one order of arrival only; --stress visits it in several")
    for arrival in (usual, *others):
        if arrival.undecided:
            yield Undecided(f"{arrival.order}: {plain(arrival.undecided[0])}")
    sure = [arrival for arrival in others if not arrival.undecided]
    for told in _differences(usual, sure) if not usual.undecided else ():
        yield finding(f"{told}; HubSpot will record the one or the other, by chance", at=visit.pages[0])


def _differences(usual: Arrival, others: Sequence[Arrival]) -> Iterator[str]:
    """A clause on each thing that is counted otherwise in some order, by the first such order."""
    seen = Counter(usual.sent)
    for thing in dict.fromkeys((*usual.sent, *(each for arrival in others for each in arrival.sent))):
        for arrival in others:
            if (number := arrival.sent.count(thing)) != seen[thing]:
                late = f"{_times(number)} {ORDERS[arrival.order]}"
                yield f"{plain(thing)} is sent {_times(seen[thing])} as it comes, and {late}"
                break
    for arrival in others:
        if bool(arrival.identities) != bool(usual.identities):
            first, then = ("identified", "not") if usual.identities else ("not identified", "identified")
            yield f"the visitor is {first} as it comes, and {then} {ORDERS[arrival.order]}"
            break


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")
