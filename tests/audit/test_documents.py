from dataclasses import replace

import pytest

from harness.audit.documents import documents, place_of
from harness.audit.testing import HOME, START, moment, navigation, page, page_view, push, visit
from harness.capture.timeline import AskedHit
from harness.wire.hits import ScriptError


def framed(url: str, at_s: float) -> object:
    return replace(navigation(url, "load", at_s=at_s), top=False)


def test_each_load_has_its_own_hits_calls_and_changes() -> None:
    first, second = documents(
        visit(
            navigation("/", "load"),
            page_view("/"),
            push("setPath", "/menu"),
            navigation("/menu"),
            navigation("/shop", "load"),
            page_view("/shop"),
        )
    )
    assert (first.url, [view.page.url for view in first.views], len(first.calls), len(first.changes)) == (
        HOME,
        [HOME],
        1,
        1,
    )
    assert (second.url, len(second.hits), len(second.calls), len(second.changes)) == (HOME + "shop", 1, 0, 0)


def test_evidence_without_navigations_has_its_documents_from_pages() -> None:
    split = documents(visit(page("/"), page_view("/"), page("/shop"), page_view("/shop")))
    assert [(document.url, len(document.hits)) for document in split] == [(HOME, 1), (HOME + "shop", 1)]


def test_evidence_without_pages_is_one_document() -> None:
    (only,) = documents(visit(page_view("/"), page_view("/shop")))
    assert (only.url, only.started_at, len(only.views)) == (HOME, START, 2)


def test_what_happens_in_frames_is_left_out() -> None:
    inside = replace(push("trackPageView", at_s=2), frame_url=HOME + "frame")
    (top,) = documents(
        visit(navigation("/", "load"), framed("/frame", 1), page_view("/frame"), inside, page_view("/", at_s=3))
    )
    assert ([view.page.url for view in top.views], top.calls) == ([HOME], [])


def test_a_frame_with_the_address_of_its_page_is_not_left_out() -> None:
    (top,) = documents(visit(navigation("/", "load"), framed("/", 1), page_view("/")))
    assert len(top.views) == 1


def test_of_two_tabs_the_one_with_the_address_sent_the_hit() -> None:
    second_tab = replace(navigation("/help", "load", at_s=1), page=1)
    menu = navigation("/menu", at_s=2)
    one, other = documents(
        visit(navigation("/", "load"), second_tab, menu, page_view("/menu", at_s=3), page_view("/help"))
    )
    assert ([view.page.url for view in one.views], [view.page.url for view in other.views]) == (
        [HOME + "menu"],
        [HOME + "help"],
    )


def test_a_hit_is_of_the_time_and_the_tab_in_which_the_page_asked_for_it() -> None:
    ahead = page_view("/", at_s=60)
    asking = AskedHit(url="https://track.hubspot.com/__ptq.gif", at=moment(1), page=0)
    first, second = documents(
        replace(visit(navigation("/", "load"), ahead, navigation("/", "load", at_s=2)), asked=(asking,))
    )
    assert ([first.when(hit) for hit in first.hits], second.hits) == ([moment(1)], [])


def test_a_hit_that_arrives_when_its_page_was_left_belongs_to_its_page() -> None:
    left, _ = documents(visit(navigation("/", "load"), navigation("/menu", "load"), page_view("/", at_s=2)))
    assert len(left.hits) == 1


def test_a_call_of_a_tab_whose_load_was_not_seen_belongs_to_the_latest_document() -> None:
    stray = replace(push("trackPageView"), page=3)
    assert len(documents(visit(navigation("/", "load"), stray))[0].calls) == 1


def test_calls_of_hubspots_own_scripts_are_not_the_sites() -> None:
    own = push("trackPageView", source="app.js:3")
    theirs = push("trackPageView", source="https://js.hs-analytics.net/analytics/1/4242.js:1")
    other_queue = push("trackPageView", queue="_hsp")
    (only,) = documents(visit(own, theirs, other_queue))
    assert [str(call.source) for call in only.site_calls("trackPageView")] == ["app.js:3"]


def test_a_hit_without_any_time_belongs_to_the_first_document() -> None:
    (only,) = documents(replace(visit(), hits=(ScriptError(message="boom"),)))
    assert [only.when(hit) for hit in only.hits] == [START]


@pytest.mark.parametrize(
    ("url", "place"),
    [
        pytest.param("https://www.acme.test", "/", id="the root without a slash"),
        pytest.param("https://www.acme.test/a/?q=1#top", "/a", id="query, anchor and last slash"),
        pytest.param("/#/about", "/about", id="a route in the fragment"),
        pytest.param("/app#!/about?q=1", "/about", id="a route behind a bang"),
        pytest.param("home", "/home", id="a path without a slash"),
        pytest.param("/men%C3%BC", "/menü", id="an encoded letter"),
        pytest.param("", "/", id="nothing"),
    ],
)
def test_an_address_leads_to_a_place(url: str, place: str) -> None:
    assert place_of(url) == place


def test_a_tab_whose_load_was_not_seen_has_a_document_of_its_own() -> None:
    opener, popup = replace(navigation("/", "load"), page=1), replace(push("trackPageView"), page=2)

    split = documents(visit(opener, popup))

    assert [(document.url, len(document.calls)) for document in split] == [(HOME, 0), (HOME, 1)]
