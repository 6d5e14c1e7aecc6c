"""What becomes of a verdict."""

from __future__ import annotations

import sys

import pytest

from harness.audit.testing import page_view, timeline
from harness.conclude import conclude
from harness.errors import UsageError
from harness.expect.claims import BeSent
from harness.expect.judge import Judgement, Verdict
from harness.expect.testing import Seen
from harness.sync import expect
from tests.soft import collected, uncollected

HOME = Seen(timeline(page_view("/")))


def verdict_on(path: str) -> Verdict:
    return Judgement(query=HOME.page_view(path), claim=BeSent()).judge(HOME.timeline, settled=True)


def test_nothing_becomes_of_a_verdict_that_is_met() -> None:
    conclude(verdict_on("/"), None)
    conclude(verdict_on("/"), None, soft=True)


def test_an_error_tells_what_was_judged_below_the_tests_message() -> None:
    with pytest.raises(AssertionError, match=r"^a docs page\n\nexpected page view of /docs to be sent"):
        conclude(verdict_on("/docs"), "a docs page")


def test_soft_failures_are_kept_with_the_tests_own_lines() -> None:
    with collected() as failures:
        here = sys._getframe().f_lineno
        expect.soft(HOME.page_view("/docs")).to_be_sent()
        expect.soft(HOME.page_view("/shop"), "the shop").to_be_sent()

    traces = [failure.__traceback__ for failure in failures]
    assert [trace and (trace.tb_frame.f_code.co_filename, trace.tb_lineno, trace.tb_next) for trace in traces] == [
        (__file__, here + 1, None),
        (__file__, here + 2, None),
    ]
    assert [str(failure).partition("\n")[0] for failure in failures] == [
        "expected page view of /docs to be sent",
        "the shop",
    ]


def test_soft_failures_that_nobody_collects_are_told() -> None:
    with uncollected(), pytest.raises(UsageError) as caught:
        expect.soft(HOME.page_view("/docs")).to_be_sent()

    assert str(caught.value) == (
        "expect.soft was used where nobody collects failures; use it in a test that pytest runs with pytest-playwright "
        "0.7.3 or newer, or use expect"
    )
