"""A rate is written as calls and seconds."""

from __future__ import annotations

import pytest

from harness.api.figures import Rate


@pytest.mark.parametrize(
    ("text", "rate"),
    [pytest.param("100/10", Rate(100, 10), id="whole"), pytest.param("5/1.5", Rate(5, 1.5), id="part of a second")],
)
def test_a_rate_is_read(text: str, rate: Rate) -> None:
    assert Rate.parse(text) == rate


@pytest.mark.parametrize("text", ["", "10", "0/1", "10/0", "-1/1", "a/b", "1/1/1"])
def test_another_text_is_no_rate(text: str) -> None:
    with pytest.raises(ValueError, match="wanted calls and seconds, such as 100/10"):
        Rate.parse(text)
