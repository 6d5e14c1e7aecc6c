"""Milliseconds since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.times import epoch_ms, from_epoch_ms, iso


@given(st.integers(min_value=0, max_value=253402300799999))
def test_every_millisecond_is_written_as_it_was_read(number: int) -> None:
    assert epoch_ms(from_epoch_ms(str(number))) == str(number)


def test_a_time_is_read_in_utc() -> None:
    assert from_epoch_ms("1783937751329") == datetime(2026, 7, 13, 10, 15, 51, 329000, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("-1", id="before 1970"),
        pytest.param("1.5", id="a fraction"),
        pytest.param(" 1", id="a space"),
        pytest.param("1_0", id="an underscore"),
        pytest.param("١", id="a digit of another script"),
        pytest.param("9" * 15, id="beyond the year 9999"),
        pytest.param("9" * 5000, id="too many digits"),
    ],
)
def test_a_text_that_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a number of milliseconds|beyond the year 9999"):
        from_epoch_ms(text)


def test_a_time_is_said_in_utc() -> None:
    at = datetime(2026, 7, 13, 12, 0, tzinfo=timezone(timedelta(hours=2)))

    assert iso(at) == "2026-07-13T10:00:00.000Z"
