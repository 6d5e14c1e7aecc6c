"""The guide's grammar is the whole grammar, and no more."""

from __future__ import annotations

import re
from pathlib import Path

from harness.expect.grammar import CallExpectation, HitExpectation
from harness.expect.queries import Queries
from harness.expect.state_grammar import CookieExpectation, LinkExpectation, VisitExpectation
from harness.hubspot import AsyncHubspot, Hubspot

GUIDE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text(encoding="utf-8")
TABLES = GUIDE.partition("## The whole grammar")[2]
EXPECTATIONS = (HitExpectation, CallExpectation, CookieExpectation, LinkExpectation, VisitExpectation)

NO_QUERIES = {"page_number", "timeline", "wait_for"}


def public(*kinds: type[object]) -> set[str]:
    return {name for kind in kinds for name in dir(kind) if not name.startswith("_")}


def test_the_guide_names_all_that_can_be_asked_for() -> None:
    asked = set(re.findall(r"^\| `(\w+)\(", TABLES, re.MULTILINE))

    assert asked == {*public(Queries), "window"} - NO_QUERIES


def test_the_guide_names_all_that_can_be_expected() -> None:
    rows = re.findall(r"^\| [^|]+ \| (`to_\w+\([^|]+) \|", TABLES, re.MULTILINE)
    expected = {name for row in rows for name in re.findall(r"`(\w+)\(", row)}

    assert expected == {name for name in public(*EXPECTATIONS) if not name.startswith("not_")}


def test_every_expectation_has_its_twin() -> None:
    names = public(*EXPECTATIONS)

    assert {name for name in names if name.startswith("not_")} == {
        f"not_{name}" for name in names if not name.startswith("not_")
    }


def test_both_faces_ask_for_the_same() -> None:
    assert public(Hubspot) == public(AsyncHubspot)
