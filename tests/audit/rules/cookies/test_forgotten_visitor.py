"""Cases of the rule forgotten-visitor."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harness.audit.rules.cookies.forgotten_visitor import forgotten_visitor
from harness.audit.testing import choice, navigation, page_view, push, run_rule, sent, visit
from harness.audit.visit import Visit
from harness.capture.timeline import Navigation
from harness.wire.cookies import Hstc
from harness.wire.hits import FormSubmission, PageView
from tests.audit.rules.saying import said

BEGUN = datetime(2026, 1, 5, tzinfo=UTC)
ADA, GRACE = "a" * 32, "b" * 32


def view(path: str, token: str, email: str = "") -> PageView:
    cookie = Hstc(domain_hash=1, visitor=token, first=BEGUN, previous=BEGUN, current=BEGUN, sessions=1)
    identity = {"email": email} if email else None
    return replace(
        page_view(path, usertoken=token, hstc=cookie), identity=page_view(identity=identity).identity if email else None
    )


def reset(hit: PageView) -> PageView:
    return replace(hit, visitor=replace(hit.visitor, was_reset=True))


def load(path: str) -> Navigation:
    return navigation(path, "load")


LINKED = f"/menu?__hstc=1.{GRACE}.1.1.1.1&__hssc=1.1.1&__hsfp=1"
ANOTHER = "the visitor of / is another one on /menu; HubSpot will record two visitors with one page each"

CASES = {
    "the cookies were deleted": (visit(load("/"), view("/", ADA), load("/menu"), view("/menu", GRACE)), ANOTHER),
    "every page resets the visitor": (
        visit(load("/"), reset(view("/", ADA)), load("/menu"), reset(view("/menu", GRACE))),
        ANOTHER,
    ),
    "the visitor stays": (visit(load("/"), view("/", ADA), load("/menu"), view("/menu", ADA)), "clean"),
    "somebody logs out": (
        visit(load("/"), reset(view("/", ADA, "ada@acme.test")), load("/menu"), view("/menu", GRACE)),
        "clean",
    ),
    "the page to log out resets the visitor": (
        visit(load("/logout"), reset(view("/logout", ADA)), load("/menu"), view("/menu", GRACE)),
        "clean",
    ),
    "the visitor chose in between": (
        visit(load("/"), view("/", ADA), choice("accept"), load("/menu"), view("/menu", GRACE)),
        "does-not-apply",
    ),
    "another domain has handed the visitor over": (
        visit(load("/"), view("/", ADA), load(LINKED), view(LINKED, GRACE)),
        "does-not-apply",
    ),
    "the other page is on another host": (
        visit(load("/"), view("/", ADA), load("https://shop.test/"), view("https://shop.test/", GRACE)),
        "does-not-apply",
    ),
    "there are no cookies": (visit(load("/"), page_view("/"), load("/menu"), page_view("/menu")), "does-not-apply"),
    "only a form tells who it is": (
        visit(load("/"), view("/", ADA), load("/menu"), sent(FormSubmission(), usertoken=GRACE)),
        "does-not-apply",
    ),
}


def test_it_points_at_the_line_that_reset_the_visitor() -> None:
    case = visit(
        load("/"),
        push("resetVisitorIdentity", source="app.js:7"),
        reset(view("/", ADA)),
        load("/menu"),
        view("/menu", GRACE),
    )
    (finding,) = run_rule(forgotten_visitor, case).findings
    assert str(finding.cause) == "app.js:7"


@pytest.mark.parametrize(("case", "told"), CASES.values(), ids=CASES)
def test_it_says_when(case: Visit, told: str) -> None:
    assert said(forgotten_visitor, case) == [told]
