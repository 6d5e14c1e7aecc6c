"""When an entry of a timeline happened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.audit.testing import START, malformed, page_view, push
from harness.capture.timeline import Entry
from harness.expect.moments import seconds_of
from harness.wire.hits import Hit

VIEW = page_view("/", at_s=2)


@pytest.mark.parametrize(
    ("entry", "at_s"),
    [
        pytest.param(VIEW, START.timestamp() + 2, id="a hit, by the wire"),
        pytest.param(replace(VIEW, sent_at=None), START.timestamp() + 2, id="a hit, by its arrival"),
        pytest.param(Hit(), 0.0, id="a hit of no known time"),
        pytest.param(malformed(at_s=3), START.timestamp() + 3, id="a malformed hit, by its arrival"),
        pytest.param(push("setPath", at_s=4), START.timestamp() + 4, id="a call"),
    ],
)
def test_entries_have_a_time(entry: Entry, at_s: float) -> None:
    assert seconds_of(entry) == at_s
