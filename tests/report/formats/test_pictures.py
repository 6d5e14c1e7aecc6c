"""The HTML report looks as it did: pictures of it are compared with those in the repository.

They hold boxes, colours, lines and places, and no letters: see tests/report/pictures.py. When one of these tests fails,
look at the picture that it names, in which the differing area is marked; if that is what you meant, then
`python -m tests.report.pictures` takes all pictures anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from harness.report.formats.html import render
from tests.report.cases import EVERY_OUTCOME
from tests.report.pictures import GOLDEN, PICTURES, Difference, differing, taken

pytestmark = pytest.mark.only_browser("chromium")

TOLERATED = 0.0005
"""The share of the area that may differ; Chromium 131, 150 and 156 took pictures without any such square."""

RENEW = "look at it; if it is as you meant it: python -m tests.report.pictures"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report with every outcome, in HTML."""
    place = tmp_path_factory.mktemp("pictures") / "report.html"
    place.write_text(render(EVERY_OUTCOME), encoding="utf-8")
    return place


def compared(browser: Browser, file: Path, name: str, style: str = "") -> Difference:
    """How much the report is another one than in the picture of the repository."""
    view = browser.new_page()
    difference = differing(view, (GOLDEN / f"{name}.png").read_bytes(), taken(browser, file, name, style=style))
    view.close()
    return difference


@pytest.mark.parametrize("name", PICTURES)
def test_the_report_looks_as_it_did(browser: Browser, file: Path, tmp_path: Path, name: str) -> None:
    difference = compared(browser, file, name)
    marked = tmp_path / f"{name}.png"
    marked.write_bytes(difference.marked)

    assert difference.share <= TOLERATED, f"{marked} is another picture in {difference.share:.2%} of its area; {RENEW}"


def test_a_box_without_its_colour_makes_another_picture(browser: Browser, file: Path) -> None:
    assert compared(browser, file, "phone", ".fix { background: none; }").share > 2 * TOLERATED
