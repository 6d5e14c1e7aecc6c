"""Hints on visits that do not match the tracking plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from harness.audit.testing import event, navigation, page_view, timeline
from harness.expect.hints.plans import CURES
from harness.expect.testing import Seen
from harness.plan.address import Address
from harness.plan.fault import FaultKind
from harness.plan.plan import Plan
from harness.sync import expect

HintOf = Callable[[Callable[[], object]], str | None]

PLAN = Plan(routes=(Address("/about"),))
NEW = Seen(timeline(page_view("/"), event("pe4242_new")))
UNVIEWED = Seen(timeline(page_view("/"), navigation("/about")))


@pytest.mark.parametrize(
    ("seen", "kind"), [(NEW, "unexpected event"), (UNVIEWED, "route not viewed")], ids=["an event", "a route"]
)
def test_the_first_fault_is_told_how_to_mend(seen: Seen, kind: FaultKind, hint_of: HintOf) -> None:
    assert hint_of(lambda: expect(seen).to_match_plan(PLAN)) == CURES[kind]


def test_a_match_that_was_not_wanted_has_no_hint(hint_of: HintOf) -> None:
    assert hint_of(lambda: expect(Seen(timeline(page_view("/")))).not_to_match_plan(Plan())) is None


def test_every_kind_of_fault_has_a_cure() -> None:
    assert CURES.keys() == set(get_args(FaultKind))
