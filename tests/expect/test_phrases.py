"""Values and calls in words."""

from __future__ import annotations

import re
from unittest.mock import ANY

import pytest

from harness.audit.testing import push
from harness.capture.timeline import Cookie, Link
from harness.expect.phrases import call_phrase, contrast, cookie_text, count, joined, life, link_text, shown, times
from tests.expect.lookups import DAY_S, cookie, link


def is_gold(plan: str) -> bool:
    return plan == "gold"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(None, "nothing", id="nothing"),
        pytest.param("gold", "'gold'", id="text"),
        pytest.param("a\x1b[31mb", r"'a\x1b[31mb'", id="control characters"),
        pytest.param("x" * 500, "'" + "x" * 119 + "…'", id="long text"),
        pytest.param(re.compile("^gold$"), "/^gold$/", id="pattern"),
        pytest.param(True, "true", id="boolean"),
        pytest.param(20.5, "20.5", id="number"),
        pytest.param({"plan": ANY}, '{"plan": "<ANY>"}', id="mapping"),
        pytest.param(is_gold, "what is_gold accepts", id="predicate"),
        pytest.param(ANY, "<ANY>", id="anything else"),
    ],
)
def test_a_value_is_shown(value: object, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["a"], "a", id="one"),
        pytest.param(["a", "b"], "a and b", id="two"),
        pytest.param(["a", "b", "c"], "a, b and c", id="three"),
    ],
)
def test_parts_are_joined(parts: list[str], text: str) -> None:
    assert joined(parts) == text


def test_things_are_counted() -> None:
    assert [count(number, "hit") for number in (0, 1, 2)] == ["no hit", "1 hit", "2 hits"]


def test_repetitions_are_counted() -> None:
    assert [times(number) for number in (0, 1, 2, 3)] == ["never", "once", "twice", "3 times"]


def test_a_call_is_shown_as_the_page_wrote_it() -> None:
    assert call_phrase(push("setPath", "/über")) == '_hsq.push(["setPath", "/über"])'


@pytest.mark.parametrize(
    ("shown_cookie", "text"),
    [
        pytest.param(cookie("__hssrc"), "__hssrc '1' of .acme.test, 180 days left", id="a plain one"),
        pytest.param(
            cookie("__hssrc", lifetime_s=None), "__hssrc '1' of .acme.test, until the browser is closed", id="session"
        ),
        pytest.param(
            cookie(
                "hubspotutk",
                "ada\n",
                domain="www.acme.test",
                path="/shop",
                lifetime_s=90,
                secure=True,
                http_only=True,
                same_site="None",
                partition="https://acme.test",
            ),
            r"hubspotutk 'ada\n' of www.acme.test, 1.5 minutes left, path /shop, Secure, HttpOnly, SameSite None, "
            "only under https://acme.test",
            id="one with everything",
        ),
    ],
)
def test_a_cookie_is_shown_with_all_that_matters(shown_cookie: Cookie, text: str) -> None:
    assert cookie_text(shown_cookie) == text


@pytest.mark.parametrize(
    ("shown_link", "text"),
    [
        pytest.param(link("https://acme.test/?a=1", "Shop"), "'Shop' to https://acme.test/?a=1", id="with its text"),
        pytest.param(link("https://acme.test/"), "https://acme.test/", id="without a text"),
    ],
)
def test_a_link_is_shown(shown_link: Link, text: str) -> None:
    assert link_text(shown_link) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        pytest.param(180 * DAY_S, "180 days", id="days"),
        pytest.param(179.94 * DAY_S, "179.9 days", id="a part of a day"),
        pytest.param(DAY_S, "1 day", id="one day"),
        pytest.param(1800, "30 minutes", id="minutes"),
        pytest.param(60, "1 minute", id="one minute"),
    ],
)
def test_a_lifetime_is_told_in_a_readers_unit(seconds: float, text: str) -> None:
    assert life(seconds) == text


@pytest.mark.parametrize(
    ("wanted", "was", "shown_as"),
    [
        pytest.param("a", None, ("'a'", "nothing"), id="unlike"),
        pytest.param("a" * 130 + "b", "a" * 130 + "c", ("…'aaaaaaaaaab'", "…'aaaaaaaaaac'"), id="cut off"),
        pytest.param("a\u00a0b", "a b", ("…'a\\xa0b'", "…'a b'"), id="alike to the eye"),
    ],
)
def test_two_values_are_shown_so_that_they_differ(wanted: object, was: object, shown_as: tuple[str, str]) -> None:
    assert contrast(wanted, was) == shown_as
