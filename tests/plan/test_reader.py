"""What is said of names that are not known."""

from __future__ import annotations

import pytest

from harness.plan.reader import nearest


@pytest.mark.parametrize(
    ("name", "names", "told"),
    [
        ("prise", ("price", "course_id"), "; did you mean 'price'?"),
        ("colour", ("price", "course_id"), "; known are price, course_id"),
        ("colour", (), ""),
        ("colour", [f"property_{number}" for number in range(99)], None),
    ],
    ids=["a near one", "none near", "none at all", "very many"],
)
def test_a_name_is_told_with_what_may_have_been_meant(name: str, names: tuple[str, ...], told: str | None) -> None:
    text = nearest(name, names)

    assert text == told or (told is None and len(text) < 220)
