"""The HTML report in a browser: read by whoever, with and without scripts, on a phone and on paper.

Boxes are measured here: nothing is wider than the screen, no two parts lie upon each other. What it looks like is in
test_pictures.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from harness.report.formats.html import render
from harness.report.model import Report
from tests.report.cases import EVERY_OUTCOME, HOSTILE, HOSTILE_TEXTS, many_findings, many_visits
from tests.report.looking import misfits, obstacles

pytestmark = pytest.mark.only_browser("chromium")

MARKS = """(number) => [...document.querySelectorAll(`#visit-${number} .axis rect`)]
  .map((each) => [each.x, each.y, each.width].map((size) => size.baseVal.value))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports of all tests in HTML."""
    place = tmp_path_factory.mktemp("reports")
    reports = {
        "every": EVERY_OUTCOME,
        "hostile": HOSTILE,
        "empty": Report(),
        "many": many_findings(250),
        "visits": many_visits(14),
    }
    for name, report in reports.items():
        (place / f"{name}.html").write_text(render(report), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def opened(browser: Browser, folder: Path) -> Generator[Callable[..., Page]]:
    """Opens a report in a context of its own."""
    contexts = []

    def open_report(name: str, anchor: str = "", **settings: Any) -> Page:
        contexts.append(browser.new_context(**settings))
        view = contexts[-1].new_page()
        view.goto((folder / f"{name}.html").as_uri() + anchor)
        return view

    yield open_report
    for context in contexts:
        context.close()


@pytest.mark.npm
@pytest.mark.parametrize("name", ["every", "empty"])
def test_nothing_keeps_anybody_from_reading_it(
    opened: Callable[..., Page], npm_folder: Callable[[str], Path], name: str
) -> None:
    assert obstacles(opened(name), npm_folder("axe-core")) == []


@pytest.mark.parametrize("name", ["every", "hostile"])
def test_the_boxes_fit_every_screen(opened: Callable[..., Page], name: str) -> None:
    assert misfits(opened(name)) == []


def test_hostile_texts_show_as_they_are_and_do_nothing(opened: Callable[..., Page]) -> None:
    view = opened("hostile")
    faults: list[str] = []
    view.on("pageerror", lambda error: faults.append(str(error)))
    view.on("request", lambda request: faults.append(request.url))
    view.locator("#search").fill("</SCRIPT>")

    # The findings are sifted in the browser's next frame.
    expect(view.locator("#status")).to_have_text("1 finding shown")
    assert view.evaluate("() => typeof harmed") == "undefined"
    assert (faults, view.locator("main script, main img").count()) == ([], 0)
    assert HOSTILE_TEXTS[0] in (view.locator("[data-rule]:not([hidden]) .what").text_content() or "")


def test_without_scripts_the_first_findings_are_there_and_the_rest_is_named(opened: Callable[..., Page]) -> None:
    view = opened("many", java_script_enabled=False)

    assert view.locator(".found > li").count() == 10
    assert view.locator("#search").is_visible() is False
    assert view.locator("#findings .more").inner_text().startswith("The first 10 of 250 findings.")


def test_with_scripts_all_findings_can_be_had(opened: Callable[..., Page]) -> None:
    view = opened("many")
    counts = [view.locator(".found > li").count()]
    for _ in range(3):
        view.locator("#findings [data-more]").click()
        counts.append(view.locator(".found > li").count())

    assert (counts, view.locator("#findings [data-more]").count()) == ([10, 110, 210, 250], 0)


def test_a_finding_that_is_not_drawn_yet_has_an_address(opened: Callable[..., Page]) -> None:
    anchor = json.loads(opened("many").locator("#island").text_content() or "")["texts"]
    wanted = [text for text in anchor if text.startswith("f-")][-1]

    assert opened("many", f"#{wanted}").locator(f"#{wanted}").is_visible()


def test_a_visit_that_is_drawn_by_the_script_is_drawn_as_the_others(opened: Callable[..., Page]) -> None:
    view = opened("visits")
    view.locator("#timeline > .more button").click()
    view.locator("#visit-13 summary").click()

    # Browsers tell that a part was opened some time after they opened it.
    expect(view.locator("#visit-13 tbody tr")).to_have_count(view.locator("#visit-0 tbody tr").count())
    assert view.evaluate(MARKS, 13) == view.evaluate(MARKS, 0) != []


def test_paper_has_what_was_never_opened(opened: Callable[..., Page]) -> None:
    view = opened("visits")
    view.locator("#timeline > .more button").click()

    assert view.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert view.locator("#visit-13 tbody tr").count() == view.locator("#visit-0 tbody tr").count()


def test_entries_and_pages_can_be_searched(opened: Callable[..., Page]) -> None:
    view = opened("visits")
    view.get_by_label("Search pages").fill("page-7x")

    assert view.locator("[data-list=matrix] tr").all_inner_texts() == ["www.acme.test/page-7x\t14 page views"]


@pytest.mark.parametrize(
    ("unchecked", "left"),
    [
        pytest.param("error", "2 findings shown", id="without errors"),
        pytest.param("accepted", "3 findings shown", id="without what is accepted"),
    ],
)
def test_findings_are_sifted(opened: Callable[..., Page], unchecked: str, left: str) -> None:
    view = opened("every")
    view.get_by_role("checkbox", name=unchecked).uncheck()

    expect(view.locator("#status")).to_have_text(left)


def test_the_search_is_a_key_away(opened: Callable[..., Page]) -> None:
    view = opened("every")
    view.keyboard.press("Control+k")

    assert view.evaluate("() => document.activeElement.id") == "search"


def test_paper_has_all_that_is_drawn(opened: Callable[..., Page]) -> None:
    view = opened("every")
    view.emulate_media(media="print")

    assert [view.locator(part).is_visible() for part in (".top", "#filters", ".others li >> nth=0")] == [
        False,
        False,
        True,
    ]


def test_dark_and_light_change_by_a_button(opened: Callable[..., Page]) -> None:
    view = opened("every", color_scheme="dark")
    view.locator("#theme").click()

    assert view.evaluate("() => getComputedStyle(document.documentElement).colorScheme") == "light"
