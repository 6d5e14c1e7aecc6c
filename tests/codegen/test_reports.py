"""What the recorder tells, read without trust."""

from __future__ import annotations

import pytest

from harness.codegen.reports import Entry, Gesture, Leave, Load, Report, read_report

BUTTON = 'get_by_role("button")'


@pytest.mark.parametrize(
    ("told", "report"),
    [
        pytest.param(
            '{"kind":"gesture","at":2500,"method":"fill","locator":"get_by_label(\'E-mail\')","values":["ada"]}',
            Gesture(at=2.5, page=2, method="fill", locator='get_by_label("E-mail")', values=("ada",)),
            id="gesture",
        ),
        pytest.param(
            '{"kind":"gesture","at":1000.5,"method":"click","locator":"","middle":true,"modifiers":["Shift"]}',
            Gesture(at=1.0005, page=2, method="click", locator="", middle=True, modifiers=("Shift",)),
            id="gesture at something without a name",
        ),
        pytest.param(
            '{"kind":"load","at":1000,"how":"navigate","url":"https://www.acme.test/","referred":true}',
            Load(at=1, page=2, how="navigate", url="https://www.acme.test/", referred=True),
            id="load",
        ),
        pytest.param('{"kind":"leave","at":1000,"scripted":true}', Leave(at=1, page=2, scripted=True), id="leave"),
        pytest.param(
            '{"kind":"entry","at":1000,"how":"traverse","url":"https://www.acme.test/","steps":-1,"scripted":false}',
            Entry(at=1, page=2, how="traverse", url="https://www.acme.test/", steps=-1),
            id="entry",
        ),
    ],
)
def test_a_report_is_read(told: str, report: Report) -> None:
    assert read_report(told, page=2) == report


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(None, id="nothing"),
        pytest.param("{", id="no JSON"),
        pytest.param("[" * 100_000, id="depth"),
        pytest.param('{"kind":"opening","at":1,"opener":1}', id="what no page can tell"),
        pytest.param('{"kind":"gesture","at":1,"method":"evaluate","locator":""}', id="another method"),
        pytest.param('{"kind":"leave","at":"soon"}', id="another type"),
        pytest.param(f'{{"kind":"load","at":1,"how":"reload","url":"{"x" * 10_001}"}}', id="length"),
    ],
)
def test_what_is_no_report_is_left_out(told: object) -> None:
    assert read_report(told, page=1) is None


@pytest.mark.parametrize(
    ("locator", "frame", "whole"),
    [
        pytest.param("get_by_role('button')", "", BUTTON, id="in the page itself"),
        pytest.param(
            BUTTON, 'locator("iframe").content_frame.', f'locator("iframe").content_frame.{BUTTON}', id="frame"
        ),
        pytest.param(BUTTON, None, "", id="in a frame that is gone"),
        pytest.param("__import__('os')", "", "", id="what is no locator"),
    ],
)
def test_a_locator_leads_from_the_page(locator: str, frame: str | None, whole: str) -> None:
    told = f'{{"kind":"gesture","at":0,"method":"click","locator":"{locator.replace(chr(34), chr(92) + chr(34))}"}}'

    assert read_report(told, page=1, frame=frame) == Gesture(at=0, page=1, method="click", locator=whole)
