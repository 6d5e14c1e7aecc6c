"""What expectations of cookies, links and whole visits make of their arguments."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.capture.timeline import Timeline
from harness.errors import UsageError
from harness.expect.judge import Judgement
from harness.expect.state_grammar import CookieExpectation, LinkExpectation, VisitExpectation
from harness.expect.states.consent import HaveConsent
from harness.expect.states.cookies import Last, Lifetime
from harness.expect.testing import Seen

ASK = Seen(Timeline())


def decide_later(judgement: Judgement, timeout: float | None) -> tuple[Judgement, float | None]:
    return judgement, timeout


COOKIES = CookieExpectation(ASK.cookie("hubspotutk"), decide_later)
LINKS = LinkExpectation(ASK.link("https://acme-shop.test/"), decide_later)
VISIT = VisitExpectation(ASK, decide_later)


@pytest.mark.parametrize(
    ("decided", "negated", "needs_settle"),
    [
        pytest.param(COOKIES.to_be_present(timeout=7), False, False, id="present"),
        pytest.param(COOKIES.not_to_be_present(timeout=7), True, True, id="not present"),
        pytest.param(COOKIES.to_be_absent(timeout=7), False, True, id="absent"),
        pytest.param(COOKIES.not_to_be_absent(timeout=7), True, True, id="not absent"),
        pytest.param(COOKIES.to_last(days=1, timeout=7), False, False, id="lasts"),
        pytest.param(COOKIES.not_to_last(days=1, timeout=7), True, True, id="does not last"),
        pytest.param(LINKS.to_be_linked_to("acme-shop.test", timeout=7), False, False, id="linked"),
        pytest.param(LINKS.not_to_be_linked_to("acme-shop.test", timeout=7), True, True, id="not linked"),
        pytest.param(VISIT.to_have_consent(timeout=7), False, False, id="consent"),
        pytest.param(VISIT.not_to_have_consent(timeout=7), True, True, id="no consent"),
    ],
)
def test_absence_is_judged_after_settling(
    decided: tuple[Judgement, float | None], negated: bool, needs_settle: bool
) -> None:
    judgement, timeout = decided

    assert (judgement.negated, judgement.needs_settle, timeout) == (negated, needs_settle, 7)


@pytest.mark.parametrize(
    "decided",
    [
        pytest.param(COOKIES.to_be_present(), id="missing"),
        pytest.param(COOKIES.not_to_be_absent(), id="missing though it should not be"),
        pytest.param(LINKS.to_be_linked_to("acme-shop.test"), id="not linked"),
        pytest.param(VISIT.to_have_consent(), id="no consent"),
    ],
)
def test_what_the_browser_holds_may_change_so_no_verdict_on_it_is_final(
    decided: tuple[Judgement, float | None],
) -> None:
    assert decided[0].judge(Timeline(), settled=True).outcome == "open"


def test_a_lifetime_is_given_in_days_and_minutes() -> None:
    judgement, _ = COOKIES.to_last(days=0.5, minutes=30)

    assert isinstance(judgement.claim, Last)
    assert judgement.claim.lifetime == Lifetime(45_000)


@pytest.mark.parametrize("ask", [COOKIES.to_last, COOKIES.not_to_last])
def test_a_lifetime_has_to_be_given(ask: Callable[[], object]) -> None:
    with pytest.raises(UsageError) as caught:
        ask()

    assert str(caught.value) == (
        "to_last was given no time; say how long the cookie should last: days=180 or minutes=30"
    )


def test_categories_that_are_not_named_are_left_open() -> None:
    judgement, _ = VISIT.to_have_consent(advertisement=False, functionality=True)

    assert isinstance(judgement.claim, HaveConsent)
    assert judgement.claim.wanted == {"advertisement": False, "functionality": True}
