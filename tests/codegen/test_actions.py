"""What a visitor did, without what came of it."""

from __future__ import annotations

import pytest

from harness.codegen.actions import course_of
from harness.codegen.reports import Gesture, Opening, Report
from tests.codegen.doings import FIELD, HOME, LINK, click, entry, fill, leave, load

GOTO = f'page.goto("{HOME}")'
CLICK = f"page.{LINK}.click()"


def codes(*reports: Report) -> list[str]:
    """The lines that are written of reports."""
    return [action.code for action in course_of(reports, HOME).actions]


def test_a_visit_begins_with_its_address() -> None:
    assert codes(load(1, "en/")) == [GOTO]


@pytest.mark.parametrize(
    ("gesture", "code"),
    [
        pytest.param(click(2), CLICK, id="click"),
        pytest.param(
            Gesture(at=2, page=1, method="click", locator=LINK, middle=True, modifiers=("Control", "Shift")),
            f'page.{LINK}.click(button="middle", modifiers=["Control", "Shift"])',
            id="with modifiers",
        ),
        pytest.param(fill(2, 'say "hi"'), f"page.{FIELD}.fill('say \"hi\"')", id="fill"),
        pytest.param(
            Gesture(at=2, page=1, method="fill", locator=FIELD, secret=True),
            f'page.{FIELD}.fill(os.environ["TEST_PASSWORD"])',
            id="password",
        ),
        pytest.param(
            Gesture(at=2, page=1, method="select_option", locator=LINK, values=("a",)),
            f'page.{LINK}.select_option("a")',
            id="one option",
        ),
        pytest.param(
            Gesture(at=2, page=1, method="select_option", locator=LINK),
            f"page.{LINK}.select_option([])",
            id="no option",
        ),
        pytest.param(Gesture(at=2, page=1, method="check", locator=LINK), f"page.{LINK}.check()", id="check"),
        pytest.param(
            Gesture(at=2, page=1, method="press", locator=FIELD, values=("Enter",)),
            f'page.{FIELD}.press("Enter")',
            id="key",
        ),
        pytest.param(
            click(2, locator=""), "# click: what was meant has no name that Playwright could give", id="without a name"
        ),
    ],
)
def test_a_gesture_is_a_call(gesture: Gesture, code: str) -> None:
    assert codes(load(1), gesture) == [GOTO, code]


def test_typing_is_one_action_and_takes_the_click_into_the_field_along() -> None:
    told = [load(1), click(2, FIELD), fill(3, "a"), fill(4, "ad"), fill(5, "x", LINK), fill(6, "ada")]

    assert codes(*told) == [GOTO, f'page.{FIELD}.fill("ad")', f'page.{LINK}.fill("x")', f'page.{FIELD}.fill("ada")']
    assert [action.at for action in course_of(told, HOME).actions] == [1, 2, 5, 6]


def test_two_clicks_on_the_same_become_a_double_click() -> None:
    double = Gesture(at=3, page=1, method="dblclick", locator=LINK)

    assert codes(load(1), click(1.5, FIELD), click(2), click(2.5), double) == [
        GOTO,
        f"page.{FIELD}.click()",
        f"page.{LINK}.dblclick()",
    ]


@pytest.mark.parametrize(
    ("reports", "code"),
    [
        pytest.param([click(2), leave(2.1), load(9, "a", referred=True)], [CLICK], id="a link"),
        pytest.param([click(2), leave(2.1), load(9, "a")], [CLICK], id="a link that does not tell the referrer"),
        pytest.param([load(3, "a", referred=True)], [], id="a script"),
        pytest.param([leave(8), load(9, "a")], [f'page.goto("{HOME}a")'], id="the address bar"),
        pytest.param([click(2), leave(8), load(9, "a")], [CLICK, f'page.goto("{HOME}a")'], id="a click long ago"),
        pytest.param([leave(5), load(6, how="reload")], ["page.reload()"], id="reload"),
        pytest.param([click(2), leave(2.1), load(3, how="reload")], [CLICK], id="reload by a click"),
        pytest.param(
            [click(2), leave(2.1), load(2.2, "a", referred=True), leave(2.5), load(2.6, "a", "reload")],
            [CLICK, "page.reload()"],
            id="reload of what a click led to",
        ),
    ],
)
def test_a_document_is_told_when_no_gesture_led_to_it(reports: list[Report], code: list[str]) -> None:
    assert codes(load(1), *reports) == [GOTO, *code]


@pytest.mark.parametrize(
    ("reports", "code"),
    [
        pytest.param([load(5, "", "back_forward")], ["go_back()"], id="back"),
        pytest.param(
            [load(5, "", "back_forward"), load(6, "a", "back_forward")], ["go_back()", "go_forward()"], id="on"
        ),
        pytest.param(
            [load(4, "b", referred=True), load(5, "", "back_forward")], ['evaluate("history.go(-2)")'], id="two"
        ),
        pytest.param([load(5, "elsewhere", "back_forward")], ["go_back()"], id="unknown"),
        pytest.param([leave(4, scripted=True), load(5, "", "back_forward")], [], id="by a script"),
        pytest.param([entry(4, "traverse", "", -1)], ["go_back()"], id="within the document"),
        pytest.param([entry(4, "traverse", "", -1, scripted=True)], [], id="within it, by a script"),
        pytest.param(
            [
                entry(4, "push", "b", 1),
                entry(5, "replace", "c", 0),
                entry(6, "traverse", "a", -1),
                load(7, "c", "back_forward"),
            ],
            ["go_back()", "go_forward()"],
            id="on to an address that was replaced",
        ),
        pytest.param(
            [entry(4, "traverse", "", -1), entry(5, "push", "b", 1), load(6, "a", "back_forward")],
            ["go_back()", "go_back()"],
            id="what was ahead is forgotten",
        ),
    ],
)
def test_steps_in_the_history_are_told(reports: list[Report], code: list[str]) -> None:
    told = codes(load(1), load(2, "a", referred=True), *reports)

    assert told == [GOTO, *(f"page.{each}" for each in code)]


def test_a_page_that_a_click_opens_is_named() -> None:
    told = [load(1), click(2), Opening(at=2.2, page=2, opener=1), load(2.1, "a", page=2), click(3, page=2)]

    actions = course_of(told, HOME).actions

    assert [(action.code, action.opens) for action in actions] == [
        (GOTO, 0),
        (CLICK, 2),
        (f"page2.{LINK}.click()", 0),
    ]


@pytest.mark.parametrize("openings", [(), (Opening(at=1.5, page=2, opener=1),)], ids=["visitor", "script"])
def test_any_other_page_is_a_new_one(openings: tuple[Opening, ...]) -> None:
    assert codes(load(1), *openings, load(2, "a", page=2)) == [
        GOTO,
        "page2 = page.context.new_page()",
        f'page2.goto("{HOME}a")',
    ]


@pytest.mark.parametrize(
    ("reports", "ended_at"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([load(1)], None, id="open"),
        pytest.param([load(1), leave(2)], 2, id="left"),
        pytest.param([load(1), leave(2), click(3)], None, id="not left after all"),
        pytest.param([load(1), load(2, page=2), leave(3, page=2)], None, id="one of two left"),
        pytest.param([load(1), load(2, page=2), leave(3, page=2), leave(4)], 4, id="both left"),
    ],
)
def test_the_end_is_when_the_last_page_is_left(reports: list[Report], ended_at: float | None) -> None:
    assert course_of(reports, HOME).ended_at == ended_at


def test_what_was_done_is_dated_from_where_the_page_was_left() -> None:
    assert [action.at for action in course_of([load(1), leave(8), load(9, "a")], HOME).actions] == [1, 8]
