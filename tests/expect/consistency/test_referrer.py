"""The referrer of a page load."""

from __future__ import annotations

from tests.expect.consistency.pages import Page

SEARCH = "https://search.test/"


def test_the_referrer_is_alike_on_all_hits_of_a_page_load() -> None:
    page = Page()
    page.hit(r=SEARCH)
    page.hit(r=SEARCH)

    assert page.alarms("referrer") == []


def test_another_referrer_is_told() -> None:
    page = Page()
    page.hit(r=SEARCH)
    page.hit(r="https://www.acme.test/")

    assert page.alarms("referrer") == [
        "r (referrer): the page view of / before it said 'https://search.test/', the hit said 'https://www.acme.test/'"
    ]


def test_a_page_load_of_its_own_has_a_referrer_of_its_own() -> None:
    page = Page()
    page.hit(r=SEARCH)
    Page(page, document="the next").hit(r="https://www.acme.test/")

    assert page.alarms("referrer") == []


def test_a_legacy_event_is_no_measure_for_the_referrer() -> None:
    page = Page()
    page.hit(r=SEARCH)
    page.hit(k="3", n="7", r="free")
    page.hit(r=SEARCH)

    assert page.alarms("referrer") == []


def test_gates_may_have_another_referrer_merged() -> None:
    page = Page()
    page.push("setTrackingGate", "gate")
    page.hit(r=SEARCH)
    page.hit(r="https://www.acme.test/")

    assert page.alarms("referrer") == []
