"""The page on evidence names every key of the files, and no other."""

from __future__ import annotations

import dataclasses
import re

import pytest

from harness.audit.evidence import SavedEvidence
from harness.audit.rule import FACTS
from harness.audit.saved import SavedCall, SavedRequest, SavedVisit
from harness.audit.visit import (
    ClickRule,
    ConsentChoice,
    CookieFact,
    ElementMatch,
    FormFact,
    FormField,
    LinkFact,
    LoaderTag,
    PageVisit,
    PortalFacts,
    Redirect,
    ScriptLoad,
    SecurityPolicy,
    StoredItem,
)
from harness.capture.timeline import AskedHit, Navigation, PageFault, Refusal, SourceLine
from harness.keeping import LACKS
from tests.docs.test_docs import TEXTS

PAGE = TEXTS["docs/evidence.md"]


def section(heading: str) -> str:
    """What stands under a heading."""
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def keys(cells: list[str]) -> list[str]:
    return re.findall(r"`(\w+)`", " ".join(cells))


@pytest.mark.parametrize(
    ("heading", "struct"),
    [("The file", SavedEvidence), ("A visit", SavedVisit), ("A request", SavedRequest), ("A call", SavedCall)],
    ids=["file", "visit", "request", "call"],
)
def test_a_table_names_every_key(heading: str, struct: type[SavedEvidence]) -> None:
    cells = re.findall(r"^\| (`[^|]+) \|", section(heading), re.MULTILINE)

    assert keys(cells) == list(struct.__struct_fields__)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("pages", PageVisit),
        ("pages[].redirects", Redirect),
        ("pages[].loaders", LoaderTag),
        ("pages[].csp", SecurityPolicy),
        ("pages[].storage", StoredItem),
        ("pages[].forms", FormFact),
        ("pages[].forms[].fields", FormField),
        ("pages[].links", LinkFact),
        ("pages[].elements", ElementMatch),
        ("pages[].cookies", CookieFact),
        ("asked", AskedHit),
        ("navigations", Navigation),
        ("faults", PageFault),
        ("refusals", Refusal),
        ("scripts", ScriptLoad),
        ("portals", PortalFacts),
        ("portals[].click_rules", ClickRule),
        ("choices", ConsentChoice),
        ("stack", SourceLine),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_row_names_every_key_of_an_item(item: str, kind: type[SourceLine]) -> None:
    [cell] = re.findall(rf"^\| `{re.escape(item)}` \| (.+) \|$", section("The rest"), re.MULTILINE)

    assert keys([cell]) == [field.name for field in dataclasses.fields(kind)]


def test_the_page_says_what_the_visit_of_a_test_holds() -> None:
    [held] = re.findall(r"^So its visits hold (.+) only", PAGE, re.MULTILINE)

    assert set(keys([held])) == FACTS - {*LACKS}
