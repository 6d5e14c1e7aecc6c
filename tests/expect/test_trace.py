"""A timeline in text."""

from __future__ import annotations

from dataclasses import replace

from harness.audit.testing import (
    START,
    event,
    fault,
    legacy_event,
    malformed,
    moment,
    navigation,
    page_view,
    push,
    refusal,
    sent,
    timeline,
)
from harness.capture.timeline import AskedHit, WorkerStart
from harness.expect.trace import FOUND, NEAREST, seconds_in, trace
from harness.wire.hits import Consent, RawRequest
from tests.expect.lookups import cookie, link

PIXEL = "https://track.hubspot.com/__ptq.gif?k=1"


def test_every_kind_of_entry_has_a_line_but_the_trackers_own_calls_and_chatter() -> None:
    entries = timeline(
        navigation("/", "load"),
        push("setPortalId", 4242, source="https://js.hs-analytics.net/analytics/1/4242.js:1", at_s=0),
        WorkerStart(url="https://www.acme.test/worker.js", at=moment(0.05)),
        push("setPath", "/", source="app.js:12 start", at_s=0.1),
        page_view("/", title="Home", email="ada@acme.test"),
        navigation("/pricing", source="app.js:40"),
        event("pe4242_course", course_id="Math101"),
        legacy_event("7"),
        sent(page_view("/pricing"), on="/pricing", consent=Consent(given=False)),
        replace(page_view("/pricing"), merged=True),
        refusal("fonts.test"),
        malformed("no portal id", "no time"),
        fault("csp", "img-src blocks track.hubspot.com"),
        fault("console", "not telling"),
        AskedHit(url=PIXEL, at=moment(2)),
    )

    assert (
        trace(entries)
        == """\
timeline in seconds:
     0.000  load      https://www.acme.test/
     0.050  worker    https://www.acme.test/worker.js
     0.100  call      _hsq.push(["setPath", "/"])  (app.js:12 start)
     0.200  hit       page view of /, title 'Home', email 'ada@acme.test'
     0.300  route     https://www.acme.test/pricing  (app.js:40)
     0.400  hit       event pe4242_course, course_id 'Math101'
     0.500  hit       legacy event 7
     0.600  hit       page view of /pricing, without consent
     0.700  hit       page view of /pricing, merged by the browser
     0.800  refused   fonts.test:443, not in the host table
     0.900  malformed https://track.hubspot.com/__ptq.gif: no portal id; no time
     1.000  csp       img-src blocks track.hubspot.com
     2.000  asked     https://track.hubspot.com/__ptq.gif?k=1, which has not arrived"""
    )


def test_a_hit_stands_where_the_page_asked_for_it_whatever_its_own_clock_says() -> None:
    hit = replace(page_view("/", at_s=0), request=RawRequest(url=PIXEL))
    call = push("trackPageView", source="app.js:12", at_s=0.2004)
    later = push("identify", source="app.js:14", at_s=0.2006)

    assert (
        trace(timeline(hit, call, later, AskedHit(url=PIXEL, at=moment(0.2005))))
        == """\
timeline in seconds:
     0.000  call      _hsq.push(["trackPageView"])  (app.js:12)
     0.000  hit       page view of /  (cause unknown)
     0.000  call      _hsq.push(["identify"])  (app.js:14)"""
    )


def test_what_was_looked_up_stands_last_for_the_pages_clock_may_run_ahead() -> None:
    entries = timeline(cookie("hubspotutk", "ada"), link("https://acme-shop.test/", "Shop"), page_view("/", at_s=60))

    assert (
        trace(entries)
        == """\
timeline in seconds:
     0.000  hit       page view of /
       now  cookie    hubspotutk 'ada' of .acme.test, 180 days left
       now  link      'Shop' to https://acme-shop.test/"""
    )


def test_a_call_stands_before_a_hit_of_the_same_moment() -> None:
    hit, call = page_view("/", at_s=0.2), push("trackPageView", source="app.js:12", at_s=0.2)

    assert (
        trace(timeline(hit, call))
        == """\
timeline in seconds:
     0.000  call      _hsq.push(["trackPageView"])  (app.js:12)
     0.000  hit       page view of /"""
    )


def test_an_image_that_came_as_a_malformed_hit_has_arrived() -> None:
    unread = malformed("no portal id")
    entries = timeline(AskedHit(url=unread.request.url, at=START), unread)

    assert (
        trace(entries)
        == """\
timeline in seconds:
     0.000  malformed https://track.hubspot.com/__ptq.gif: no portal id  (cause unknown)"""
    )


def test_marked_entries_stand_behind_their_mark() -> None:
    entries = timeline(page_view("/"), page_view("/docs"))

    assert (
        trace(entries, [(FOUND, entries.hits[0]), (NEAREST, entries.hits[1])])
        == """\
timeline in seconds, > what was found, ~ the nearest miss:
>    0.000  hit       page view of /
~    0.100  hit       page view of /docs"""
    )


def test_a_long_timeline_keeps_what_is_marked_and_its_end() -> None:
    entries = timeline(*(page_view(f"/{number}") for number in range(6)))

    assert (
        trace(entries, [(FOUND, entries.hits[1])], longest=3)
        == """\
timeline in seconds, > what was found:
    … 1 left out
>    0.100  hit       page view of /1
    … 2 left out
     0.400  hit       page view of /4
     0.500  hit       page view of /5"""
    )


def test_a_timeline_of_marked_entries_alone_is_cut_as_well() -> None:
    entries = timeline(page_view("/"), page_view("/docs"))

    assert (
        trace(entries, [(FOUND, hit) for hit in entries.hits], longest=1)
        == """\
timeline in seconds, > what was found:
>    0.000  hit       page view of /
    … 1 left out"""
    )


def test_an_empty_timeline_says_so() -> None:
    assert trace(timeline()) == "timeline: nothing was captured"


def test_what_strangers_chose_cannot_move_the_terminal() -> None:
    assert trace(timeline(page_view("/\x1b[2J"))).splitlines()[1] == r"     0.000  hit       page view of /\x1b[2J"


def test_the_seconds_of_an_entry_are_those_that_are_shown() -> None:
    seen = timeline(page_view("/"), push("setPath", "/docs"))

    assert round(seconds_in(seen)(seen.entries[1]), 3) == 0.1
