"""What a run says first."""

from __future__ import annotations

import pytest

from harness.capture.tap import Surroundings
from harness.errors import UsageError
from harness.heading import heading
from harness.tracker.config import PortalConfig

WARNING = "hubspot: --hubspot-deliver is on: HUBSPOT COUNTS THE HITS OF THIS RUN as those of real visitors"


@pytest.mark.parametrize(
    ("around", "lines"),
    [
        pytest.param(Surroundings(), ["hubspot: tracker stand-in (current) · hits are caught"], id="nothing said"),
        pytest.param(
            Surroundings(portal=PortalConfig(generation="2021")),
            ["hubspot: tracker stand-in (2021) · hits are caught"],
            id="a generation",
        ),
        pytest.param(
            Surroundings(tracker="live", deliver=True),
            ["hubspot: tracker live, from HubSpot · hits are DELIVERED", WARNING],
            id="delivery",
        ),
    ],
)
def test_a_header_says_where_code_comes_from_and_where_hits_go(around: Surroundings, lines: list[str]) -> None:
    assert heading(around) == lines


def test_a_source_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UsageError):
        heading(Surroundings(tracker="mine"))
