"""docs/licences.md is the lock file's, and everything in it can be had under a licence that asks for little."""

from __future__ import annotations

import re

import pytest

from docs._generate.licences import PAGE, UNKNOWN, lines_of, page

TEXT = PAGE.read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.split("|")[1:-1]] for line in TEXT.splitlines() if line.startswith("| ")][1:]
DEMANDING = ("GPL", "AGPL", "SSPL", "Commercial", "Proprietary")


def test_the_page_is_that_of_the_lock_file() -> None:
    assert page() == TEXT, "make licences writes it anew"


@pytest.mark.parametrize(("name", "licence"), [pytest.param(row[0], row[3], id=row[0]) for row in ROWS[1:]])
def test_a_licence_is_known_and_asks_for_little(name: str, licence: str) -> None:
    offered = re.split(", | OR ", licence)
    assert licence != UNKNOWN
    assert [each for each in offered if not any(word in each for word in DEMANDING)]


def test_a_package_of_another_system_keeps_its_line() -> None:
    told = lines_of({"not-here": (("1.0", "2.0"), {"click"})}, {"not-here": "MIT"})
    assert told == "| not-here | 1.0, 2.0 | run | MIT |\n"


def test_a_package_that_nobody_knows_is_told() -> None:
    assert lines_of({"not-here": (("1.0",), set())}, {}) == f"| not-here | 1.0 | develop | {UNKNOWN} |\n"
