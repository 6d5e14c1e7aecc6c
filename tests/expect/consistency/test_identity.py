"""Hits beside what `identify` said."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from harness.capture.timeline import JsonValue
from tests.expect.consistency.pages import Page


def sent(**pairs: str) -> str:
    return urlencode(pairs)


def test_the_calls_are_merged_key_by_key() -> None:
    page = Page()
    page.push("identify", {"email": "ada@acme.test", "id": 7}, early=True)
    page.push("identify", {"email": "grace@acme.test", "pro": True})
    page.hit(i=sent(email="grace@acme.test", id="7", pro="true"))

    assert page.alarms("identity") == []


@pytest.mark.parametrize(
    ("said", "identity", "told"),
    [
        pytest.param(
            {"email": "ada@acme.test"},
            sent(email="grace@acme.test"),
            "i (identity), email: identify (app.js:41 onRoute) said 'ada@acme.test', the hit said 'grace@acme.test'",
            id="another value",
        ),
        pytest.param(
            {"email": "ada@acme.test", "id": "7"},
            sent(email="ada@acme.test"),
            "i (identity), id: identify (app.js:41 onRoute) said '7', the hit said nothing",
            id="a key that is missing",
        ),
        pytest.param(
            {},
            sent(email="ada@acme.test"),
            "i (identity), email: identify (app.js:41 onRoute) said nothing, the hit said 'ada@acme.test'",
            id="a key that was never said",
        ),
        pytest.param(
            {"id": ["7", "8"]},
            "id=7&id=9",
            'i (identity), id: identify (app.js:41 onRoute) said ["7", "8"], the hit said ["7", "9"]',
            id="a list",
        ),
        pytest.param(
            {"email": "ada@acme.test"},
            None,
            'i (identity): identify (app.js:41 onRoute) said {"email": "ada@acme.test"}, the hit said nothing',
            id="no identity at all",
        ),
    ],
)
def test_what_differs_is_told(said: JsonValue, identity: str | None, told: str) -> None:
    page = Page()
    page.push("identify", said)
    page.hit(i=identity)

    assert page.alarms("identity") == [told]


def test_an_identity_that_nobody_gave_is_told() -> None:
    page = Page()
    page.hit(i=sent(email="ada@acme.test"))

    assert page.alarms("identity") == ["i (identity), email: the page said nothing, the hit said 'ada@acme.test'"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param((), id="nothing"),
        pytest.param((None,), id="null"),
        pytest.param(({"$undefined": True},), id="undefined"),
        pytest.param(({},), id="an empty object"),
    ],
)
def test_identify_with_nothing_in_it_sends_an_empty_identity(arguments: tuple[JsonValue, ...]) -> None:
    page = Page()
    page.push("identify", *arguments)
    page.hit(i="")

    assert page.alarms("identity") == []


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("ada@acme.test", id="a text"),
        pytest.param([["email", "ada@acme.test"]], id="a list"),
        pytest.param({"$type": "Map"}, id="an object of another kind"),
    ],
)
def test_what_becomes_of_odd_arguments_is_not_certain(said: JsonValue) -> None:
    page = Page()
    page.push("identify", said)
    page.hit(i="0=a")

    assert page.alarms("identity") == []


@pytest.mark.parametrize("changed", [pytest.param((1,), id="that one"), pytest.param(None, id="not known which")])
def test_arguments_that_the_page_has_changed_are_not_compared(changed: tuple[int, ...] | None) -> None:
    page = Page()
    page.push("identify", {"email": ""})
    page.hit(i=sent(email="ada@acme.test"), changed=changed)

    assert page.alarms("identity") == []


def test_a_reset_visitor_is_not_who_was_said() -> None:
    page = Page()
    page.push("identify", {"email": "ada@acme.test"})
    page.hit(rv="1")

    assert page.alarms("identity") == []


@pytest.mark.parametrize("parameter", ["__hs_email=ada%40acme.test", "__hstc=1.2.3"])
def test_an_address_may_say_who_the_visitor_is(parameter: str) -> None:
    page = Page()
    page.load(f"https://www.acme.test/?{parameter}")
    page.address = "https://www.acme.test/"
    page.hit(i=sent(email="ada@acme.test"))

    assert page.alarms("identity") == []


def test_the_address_of_another_tab_says_nothing_of_this_one() -> None:
    page = Page()
    Page(page, tab=2).load("https://www.acme.test/?__hs_email=ada%40acme.test")
    page.hit(i=sent(email="ada@acme.test"))

    assert len(page.alarms("identity")) == 1


def test_the_trackers_own_key_is_left_alone() -> None:
    page = Page()
    page.push("identify", {"email": "ada@acme.test", "visitor": "0"})
    page.hit(i=sent(email="ada@acme.test", visitor="1"))

    assert page.alarms("identity") == []


def test_a_legacy_event_may_have_a_key_of_that_name_from_the_page() -> None:
    page = Page()
    page.hit(k="3", n="7", i="free")

    assert page.alarms("identity") == []


def test_what_a_function_said_is_not_known() -> None:
    page = Page()
    page.push("(function)")
    page.hit(i=sent(email="ada@acme.test"))

    assert page.alarms("identity") == []
