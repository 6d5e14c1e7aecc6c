"""Hits beside the session's cookie."""

from __future__ import annotations

import pytest

from harness.wire.hits import Pairs
from tests.expect.consistency.pages import GRACE, HSSC, JAR, Page

LATER = "1.2.1767603600000"
WITHOUT_CONSENT = {"ce": "false", "cc": "1"}


def test_a_hit_copies_the_cookie_of_its_moment() -> None:
    page = Page()
    page.hit(b=HSSC)
    page.cookies = (("__hssc", LATER),)
    page.hit(b=LATER)
    page.cookies = ()
    page.hit()

    assert page.alarms("session") == []


@pytest.mark.parametrize(
    ("jar", "sent", "told"),
    [
        pytest.param(JAR, LATER, f"said '{HSSC}', the hit said '{LATER}'", id="another value"),
        pytest.param(JAR, "torn", f"said '{HSSC}', the hit said 'torn'", id="a garbled one"),
        pytest.param(JAR, None, f"said '{HSSC}', the hit said nothing", id="none"),
        pytest.param((), HSSC, f"said nothing, the hit said '{HSSC}'", id="one that is not in the jar"),
    ],
)
def test_another_session_than_the_cookies_is_told(jar: Pairs, sent: str | None, told: str) -> None:
    page = Page()
    page.cookies = jar
    page.hit(b=sent)

    assert page.alarms("session") == [f"b (copy of the __hssc cookie): the cookie __hssc {told}"]


@pytest.mark.parametrize("sent", [HSSC, LATER])
def test_of_two_cookies_of_one_name_either_may_be_sent(sent: str) -> None:
    page = Page()
    page.cookies = (("__hssc", HSSC), ("__hssc", LATER))
    page.hit(b=sent)

    assert page.alarms("session") == []


@pytest.mark.parametrize(
    "jar",
    [
        pytest.param(None, id="that cannot be read"),
        pytest.param((("__hssc", "garbled"),), id="with a garbled cookie"),
    ],
)
def test_of_a_jar_nothing_is_certain(jar: Pairs | None) -> None:
    page = Page()
    page.cookies = jar
    page.hit(b=LATER)

    assert page.alarms("session") == []


def test_without_consent_a_cookie_may_stay_at_home() -> None:
    page = Page()
    page.hit(b=None, **WITHOUT_CONSENT)

    assert page.alarms("session") == []


def test_without_consent_what_is_sent_is_the_cookie_all_the_same() -> None:
    page = Page()
    page.hit(b=LATER, **WITHOUT_CONSENT)

    assert len(page.alarms("session")) == 1


def test_a_document_beside_it_may_have_written_the_cookie_meanwhile() -> None:
    page = Page()
    page.push("identify", {})
    Page(page, document=GRACE, tab=2).hit(b=HSSC)
    page.hit(b=LATER)

    assert page.alarms("session") == []


def test_the_pages_own_functions_may_change_the_cookie_while_a_hit_is_made() -> None:
    page = Page()
    page.push("identify", {"tags": [{"$function": "late"}]})
    page.hit(b=LATER)

    assert page.alarms("session") == []
