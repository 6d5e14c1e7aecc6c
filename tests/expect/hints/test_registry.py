"""How hints are found and shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import page_view, push, timeline
from harness.expect.hints.registry import registered
from harness.expect.testing import Seen
from harness.sync import expect

Failure = Callable[[Callable[[], object]], str]


def test_a_hint_ends_the_text_with_its_link(failure: Failure) -> None:
    seen = Seen(timeline(page_view(), push("trackEvent", {"id": 7})))

    text = failure(lambda: expect(seen.legacy_event(7)).to_be_sent())

    assert text.splitlines()[-2:] == [
        "hint: trackEvent has had no effect since 2026; push trackCustomBehavioralEvent instead",
        "see: https://developers.hubspot.com/docs/api-reference/latest/account/settings/tracking-code/track-event",
    ]


@pytest.mark.parametrize(("hint", "see"), [pytest.param(*row, id=row[0].__name__) for row in registered()])
def test_a_hint_says_in_its_docstring_what_it_knows(hint: Callable[..., object], see: str) -> None:
    assert (hint.__doc__ or "").endswith(".")
    assert see.startswith(("https://developers.hubspot.com/", "docs/"))
