"""How checks are found."""

from __future__ import annotations

import pytest

from harness.expect.consistency import Check, checks

NAMES = [
    *("address", "canonical", "content", "do-not-track", "event", "identity", "lost-call", "order"),
    *("path", "referrer", "session", "stray-hit", "title", "visitor"),
]


def test_a_check_is_found_by_its_file() -> None:
    assert [check.name for check in checks()] == NAMES


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.name)
def test_a_check_says_in_its_docstring_what_is_compared(check: Check) -> None:
    assert check.about.endswith(".")
