"""Hints on requests that made no hit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import malformed, page_view, push, timeline
from harness.expect.testing import Seen
from harness.sync import expect

HintOf = Callable[[Callable[[], object]], str | None]

GARBLED = Seen(timeline(malformed("no portal id"), page_view(), push("setPath", "/")))


@pytest.mark.parametrize(
    ("expectation", "hint"),
    [
        pytest.param(
            lambda: expect(GARBLED.event()).to_be_sent(),
            "1 request to a tracking host could not be read, see the timeline for the reasons",
            id="what is missing may be unreadable",
        ),
        pytest.param(lambda: expect(GARBLED.page_view()).to_be_sent(times=2), None, id="one of two is there"),
    ],
)
def test_a_hint_on_unreadable_requests(expectation: Callable[[], object], hint: str | None, hint_of: HintOf) -> None:
    assert hint_of(expectation) == hint
