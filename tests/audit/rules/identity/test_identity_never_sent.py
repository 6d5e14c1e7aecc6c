"""Cases of the rule identity-never-sent."""

import pytest

from harness.audit.rules.identity.identity_never_sent import identity_never_sent
from harness.audit.testing import event, malformed, navigation, page_view, push, run_rule, sent, visit
from harness.audit.visit import Visit

TOLD = "identify on / set email, but no hit carried it before the page ended"

FIRES = {
    "identify comes after the only view": (visit(page_view("/"), push("identify", email="ada@acme.test")), TOLD),
    "the page is left before the next hit": (
        visit(
            navigation("/", "load"),
            page_view("/"),
            push("identify", email="ada@acme.test"),
            navigation("/thanks", "load"),
            page_view("/thanks"),
        ),
        TOLD,
    ),
    "an id follows an e-mail address that was sent": (
        visit(push("identify", email="ada@acme.test"), page_view("/", email="ada@acme.test"), push("identify", id=7)),
        "identify on / set id, but no hit carried it before the page ended",
    ),
    "the page is left before the tracking code runs": (
        visit(
            navigation("/", "load"),
            push("identify", email="ada@acme.test", before_takeover=True),
            navigation("/welcome", "load"),
            page_view("/welcome"),
        ),
        "identify on / set email, but the page was left before the tracking code ran",
    ),
    "another person signs in after the view": (
        visit(
            push("identify", email="ada@acme.test"),
            page_view("/", email="ada@acme.test"),
            push("identify", email="grace@acme.test"),
        ),
        TOLD,
    ),
}

QUIET = {
    "identify is pushed before the first view": visit(
        push("identify", email="ada@acme.test", before_takeover=True), page_view("/", email="ada@acme.test")
    ),
    "an event carries the identity": visit(
        page_view("/"),
        push("identify", email="ada@acme.test"),
        sent(event("pe4242_sign_in"), email="ada@acme.test"),
    ),
    "a later page sends the same identity": visit(
        navigation("/", "load"),
        page_view("/"),
        push("identify", email="ada@acme.test"),
        navigation("/account", "load"),
        page_view("/account", email="ada@acme.test"),
    ),
    "a number and a truth travel as text": visit(
        push("identify", id=7, trial=True), page_view("/", identity={"id": "7", "trial": "true"})
    ),
    "the next call replaces what was pushed": visit(
        push("identify", email="ada@acme.test"),
        push("identify", email="grace@acme.test"),
        page_view("/", email="grace@acme.test"),
    ),
}

BESIDE_THE_POINT = {
    "nobody is identified": visit(page_view("/")),
    "identify is pushed without anything to say": visit(
        page_view("/"), push("identify"), push("identify", email=None), push("identify", "ada@acme.test")
    ),
    "HubSpot's own script identifies": visit(
        page_view("/"),
        push("identify", email="ada@acme.test", source="https://js.hs-analytics.net/analytics/1/4242.js:1"),
    ),
}

UNSURE = {
    "the page sent nothing at all": (
        visit(push("identify", email="ada@acme.test")),
        "identify was pushed on /, but that page sent no hit at all that could carry it",
    ),
    "the page runs the tracking code and sends nothing": (
        visit(
            navigation("/", "load"),
            push("identify", email="ada@acme.test"),
            navigation("/welcome", "load"),
            page_view("/welcome"),
        ),
        "identify was pushed on /, but that page sent no hit at all that could carry it",
    ),
    "a hit could not be read": (
        visit(page_view("/"), push("identify", email="ada@acme.test"), malformed("the query is cut short")),
        "identify was pushed on /; a hit that could not be read may have carried it",
    ),
    "the page did not come to rest": (
        visit(page_view("/"), push("identify", email="ada@acme.test"), settled=False),
        "identify was pushed on /, which did not come to rest; a later hit may carry it",
    ),
}


@pytest.mark.parametrize(("case", "told"), FIRES.values(), ids=FIRES)
def test_it_fires_when(case: Visit, told: str) -> None:
    assert [finding.message for finding in run_rule(identity_never_sent, case).findings] == [told]


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_it_is_quiet_when(case: Visit) -> None:
    assert run_rule(identity_never_sent, case).outcome == "clean"


@pytest.mark.parametrize("case", BESIDE_THE_POINT.values(), ids=BESIDE_THE_POINT)
def test_it_does_not_apply_when(case: Visit) -> None:
    assert run_rule(identity_never_sent, case).outcome == "does-not-apply"


@pytest.mark.parametrize(("case", "reason"), UNSURE.values(), ids=UNSURE)
def test_it_is_undecided_when(case: Visit, reason: str) -> None:
    assert run_rule(identity_never_sent, case).undecided == (reason,)


def test_it_names_the_line_that_pushed_the_identity() -> None:
    case = visit(page_view("/"), push("identify", email="ada@acme.test", source="account.js:12 signedIn"))
    (finding,) = run_rule(identity_never_sent, case).findings
    assert str(finding.cause) == "account.js:12 signedIn"
