"""Cases of the rule order-dependent-count."""

from dataclasses import replace

import pytest

from harness.audit.rules.delivery.order_dependent_count import order_dependent_count
from harness.audit.testing import page, page_view, run_rule, visit
from harness.audit.visit import Arrival, Visit

VIEW, EVENT = "page view of /", "event pe4242_lesson_begun"
USUAL = Arrival(order="as-it-comes", sent=(VIEW, EVENT), identities=1)


def stressed(*arrivals: Arrival) -> Visit:
    return replace(visit(page("/"), page_view("/")), arrivals=arrivals)


def late(order: str, *sent: str, held: int = 1, identities: int = 1, undecided: tuple[str, ...] = ()) -> Arrival:
    return Arrival(order=order, held=held, sent=sent, identities=identities, undecided=undecided)


FIRES = {
    "an event is lost when the application is late": (
        stressed(USUAL, late("slow-loader", VIEW, EVENT), late("slow-application", VIEW)),
        ["event pe4242_lesson_begun is sent once as it comes, and never when the application comes last"],
    ),
    "a view is counted twice when the tracking code is late": (
        stressed(USUAL, late("slow-loader", VIEW, VIEW, VIEW, EVENT), late("slow-banner", VIEW, VIEW, EVENT)),
        ["page view of / is sent once as it comes, and 3 times when the tracking code comes last"],
    ),
    "something is only sent in another order": (
        stressed(USUAL, late("slow-banner", EVENT, VIEW, "event pe4242_late")),
        ["event pe4242_late is sent never as it comes, and once when the banner comes last"],
    ),
    "the visitor is identified in one order only": (
        stressed(USUAL, late("slow-banner", VIEW, EVENT), late("slow-application", VIEW, EVENT, identities=0)),
        ["the visitor is identified as it comes, and not when the application comes last"],
    ),
    "the visitor is identified in another order only": (
        stressed(replace(USUAL, identities=0), late("slow-application", VIEW, EVENT)),
        ["the visitor is not identified as it comes, and identified when the application comes last"],
    ),
}

QUIET = {
    "every order counts the same": stressed(
        USUAL, late("slow-loader", EVENT, VIEW), late("slow-application", VIEW, EVENT, identities=2)
    ),
    "a blocked tracker sends nothing": stressed(USUAL, late("slow-loader", VIEW, EVENT), late("blocked-tracker")),
    "nothing had to be held back": stressed(USUAL, late("slow-loader", VIEW, EVENT), late("slow-banner", held=0)),
}


@pytest.mark.parametrize(("case", "told"), FIRES.values(), ids=FIRES)
def test_it_fires_when(case: Visit, told: list[str]) -> None:
    findings = run_rule(order_dependent_count, case).findings
    assert [each.message for each in findings] == [
        f"{clause}; HubSpot will record the one or the other, by chance" for clause in told
    ]


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_it_is_quiet_when(case: Visit) -> None:
    assert run_rule(order_dependent_count, case).outcome == "clean"


@pytest.mark.parametrize(
    "case", [visit(page_view("/")), stressed(USUAL), stressed(late("slow-loader"))], ids=["one", "usual", "odd"]
)
def test_it_does_not_apply_to_one_order(case: Visit) -> None:
    assert run_rule(order_dependent_count, case).outcome == "does-not-apply"


def test_an_order_that_did_not_come_to_rest_is_undecided() -> None:
    doubt = late("slow-loader", undecided=("the answer of api.acme.test was still to come",))
    assert run_rule(order_dependent_count, stressed(USUAL, doubt)).undecided == (
        "slow-loader: the answer of api.acme.test was still to come",
    )


def test_nothing_is_compared_with_a_visit_that_did_not_come_to_rest() -> None:
    result = run_rule(order_dependent_count, stressed(replace(USUAL, undecided=("busy",)), late("slow-loader")))
    assert (result.findings, result.undecided) == ((), ("as-it-comes: busy",))
