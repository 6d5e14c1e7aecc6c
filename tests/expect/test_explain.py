"""Failure texts, whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from harness.audit.testing import START, event, navigation, page_view, push, sent, timeline
from harness.capture.timeline import AskedHit, Timeline
from harness.expect.claims import BeSent
from harness.expect.explain import explain
from harness.expect.judge import Judgement
from harness.expect.testing import Seen
from harness.sync import expect
from harness.wire.hits import Hit, PageView, RawRequest

Failure = Callable[[Callable[[], object]], str]

ADA, GRACE = "a" * 32, "9" * 32

SPA = Seen(
    timeline(
        navigation("/", "load"),
        push("setPath", "/", source="app.js:12 start", before_takeover=True),
        page_view("/", set_path="/", title="Home", usertoken=ADA),
        navigation("/pricing", source="app.js:40 onRouteChange"),
        push("trackPageView", source="app.js:41 onRouteChange"),
        page_view("/pricing", set_path="/", title="Pricing", usertoken=GRACE),
        event("pe4242_course", course_id="Math101"),
    )
)
EMPTY = Seen(Timeline())
MERGED = Seen(timeline(page_view("/"), replace(page_view("/"), merged=True)))

SPA_TEXT = """\
timeline in seconds{legend}:
     0.000  load      https://www.acme.test/
     0.100  call      _hsq.push(["setPath", "/"])  (app.js:12 start)
{0}    0.200  hit       page view of /, title 'Home'
     0.300  route     https://www.acme.test/pricing  (app.js:40 onRouteChange)
     0.400  call      _hsq.push(["trackPageView"])  (app.js:41 onRouteChange)
{1}    0.500  hit       page view of /, title 'Pricing'
{2}    0.600  hit       event pe4242_course, course_id 'Math101'"""


def spa(*marks: str) -> str:
    signs = {">": ", > what was found", "~": ", ~ the nearest miss"}
    legend = "".join(signs[mark] for mark in "~>" if mark in marks)
    return SPA_TEXT.format(*marks, legend=legend)


def test_a_page_view_under_another_path_is_explained_from_claim_to_cause(failure: Failure) -> None:
    text = failure(lambda: expect(SPA.page_view("/pricing", title="Pricing")).to_be_sent(times=1))

    assert (
        text
        == f"""\
expected page view of /pricing with title 'Pricing' to be sent once
but none was sent; 2 other page views were

nearest miss: page view of /
  path: wanted '/pricing', was '/'

{spa(" ", "~", " ")}

hint: the address was right, but setPath last said '/', which stays until setPath is called again
see: https://developers.hubspot.com/docs/api-reference/latest/account/settings/tracking-code/set-path"""
    )


def test_a_wrong_count_marks_what_was_counted(failure: Failure) -> None:
    text = failure(lambda: expect(SPA.page_view()).to_be_sent(times=1))

    assert (
        text
        == f"""\
expected page view to be sent once
but it was sent twice

{spa(">", ">", " ")}"""
    )


def test_a_tests_own_message_stands_first(failure: Failure) -> None:
    text = failure(lambda: expect(EMPTY.hit(), "a visit must be seen").to_be_sent())

    assert (
        text
        == """\
a visit must be seen

expected hit to be sent
but no hit was sent at all

timeline: nothing was captured

hint: no call and no hit was seen; see whether the page has HubSpot's tracking code, and was opened in this context
see: https://developers.hubspot.com/docs/api-reference/latest/account/settings/tracking-code/overview"""
    )


def test_doubts_about_settling_stand_below_the_outcome() -> None:
    verdict = Judgement(query=SPA.event(), claim=BeSent(), negated=True).judge(SPA.timeline, settled=True)

    text = explain(replace(verdict, doubts=("a timer beyond 10 s",)), SPA.timeline)

    assert (
        text
        == f"""\
expected event not to be sent
but it was sent once
not ruled out: a timer beyond 10 s

{spa(" ", " ", ">")}"""
    )


def above_the_timeline(text: str) -> str:
    return text.partition("\n\ntimeline")[0]


@pytest.mark.parametrize(
    ("expectation", "text"),
    [
        pytest.param(
            lambda: expect(SPA.page_view("/")).not_to_be_sent(),
            "expected page view of / not to be sent\nbut it was sent twice",
            id="sent though it should not be",
        ),
        pytest.param(
            lambda: expect(SPA.consent("approved")).to_be_sent(),
            "expected consent approved to be sent\nbut none was sent",
            id="nothing of the kind",
        ),
        pytest.param(
            lambda: expect(SPA.event("pe4242_signup")).to_be_sent(),
            """\
expected event pe4242_signup to be sent
but none was sent; 1 other event was

nearest miss: event pe4242_course
  name: wanted 'pe4242_signup', was 'pe4242_course'""",
            id="one other of the kind",
        ),
        pytest.param(
            lambda: expect(MERGED.page_view()).to_be_sent(times=1),
            "expected page view to be sent once\n"
            "but it was sent twice, once merged by the browser into the request before it",
            id="merged by the browser",
        ),
        pytest.param(
            lambda: expect(SPA.event()).to_carry(course_id="Math102", plan="gold"),
            """\
expected event to carry course_id 'Math102' and plan 'gold'
but it was sent once, without that

nearest miss: event pe4242_course
  course_id: wanted 'Math102', was 'Math101'
  plan: wanted 'gold', was nothing""",
            id="carries something else",
        ),
        pytest.param(
            lambda: expect(SPA.event("pe4242_signup")).to_carry(plan="gold"),
            """\
expected event pe4242_signup to carry plan 'gold'
but none was sent; 1 other event was

nearest miss: event pe4242_course
  name: wanted 'pe4242_signup', was 'pe4242_course'""",
            id="nothing that could carry",
        ),
        pytest.param(
            lambda: expect(SPA.event()).not_to_carry(course_id="Math101"),
            "expected event not to carry course_id 'Math101'\nbut 1 hit did",
            id="carries what it must not",
        ),
        pytest.param(
            lambda: expect(SPA.identity(email="ada@acme.test")).to_arrive_with(SPA.page_view("/")),
            """\
expected hit with email 'ada@acme.test' to arrive with page view of /
but hit with email 'ada@acme.test' was never sent and page view of / was sent twice, never as one hit

nearest miss: page view of /
  email: wanted 'ada@acme.test', was nothing""",
            id="apart",
        ),
        pytest.param(
            lambda: expect(SPA.hit(title="Home")).not_to_arrive_with(SPA.page_view("/")),
            "expected hit with title 'Home' not to arrive with page view of /\nbut 1 hit did",
            id="not apart",
        ),
        pytest.param(
            lambda: expect(SPA.event()).to_come_before(SPA.page_view()),
            "expected event to come before page view\nbut it came 0.400 s after it",
            id="too late",
        ),
        pytest.param(
            lambda: expect(SPA.page_view()).to_come_after(SPA.event()),
            "expected page view to come after event\nbut it came 0.400 s before it",
            id="too early",
        ),
        pytest.param(
            lambda: expect(SPA.event()).to_come_before(SPA.page_view("/price")),
            """\
expected event to come before page view of /price
but page view of /price was never sent

nearest miss: page view of /
  path: wanted '/price', was '/'""",
            id="before what never came",
        ),
        pytest.param(
            lambda: expect(SPA.consent()).to_come_after(SPA.call("identify")),
            """\
expected consent to come after call of identify
but consent was never sent and call of identify was never made""",
            id="neither came",
        ),
        pytest.param(
            lambda: expect(SPA.event()).not_to_come_before(SPA.consent("approved")),
            "expected event not to come before consent approved\nbut it was sent, and consent approved never was",
            id="before what never comes",
        ),
        pytest.param(
            lambda: expect(SPA.call("setPath")).not_to_come_before(SPA.hit()),
            "expected call of setPath not to come before hit\nbut it came 0.100 s before it",
            id="before what it should follow",
        ),
        pytest.param(
            lambda: expect(SPA.page_view()).to_come_from(ADA),
            f"expected page view to come from visitor {ADA}\nbut 1 hit came from visitor {GRACE}",
            id="from somebody else",
        ),
        pytest.param(
            lambda: expect(Seen(timeline(Hit())).hit()).to_come_from(ADA),
            f"expected hit to come from visitor {ADA}\nbut 1 hit came from a visitor without a usertoken",
            id="from nobody",
        ),
        pytest.param(
            lambda: expect(EMPTY.page_view()).to_come_from(ADA),
            f"expected page view to come from visitor {ADA}\nbut no hit was sent at all",
            id="nothing that could come",
        ),
        pytest.param(
            lambda: expect(SPA.page_view()).not_to_come_from(ADA),
            f"expected page view not to come from visitor {ADA}\nbut 1 hit did",
            id="from one who should not",
        ),
        pytest.param(
            lambda: expect(SPA).to_have_walked("/", re.compile("^/pri")),
            "expected the visit to have walked / → /^/pri/\nbut it walked / → /",
            id="another walk",
        ),
        pytest.param(
            lambda: expect(EMPTY).to_have_walked("/"),
            "expected the visit to have walked /\nbut it walked nowhere",
            id="no walk",
        ),
        pytest.param(
            lambda: expect(SPA).not_to_have_walked("/", "/"),
            "expected the visit not to have walked / → /\nbut it did",
            id="a walk that should not be",
        ),
        pytest.param(
            lambda: expect(SPA.call("identify", {"id": 7})).to_be_sent(),
            """\
expected call of identify with argument 1 {"id": 7} to be made
but none was made; 2 other calls were

nearest miss: _hsq.push(["setPath", "/"])  (app.js:12 start)
  function: wanted 'identify', was 'setPath'
  argument 1: wanted {"id": 7}, was '/'""",
            id="another call",
        ),
        pytest.param(
            lambda: expect(EMPTY.call()).to_be_sent(),
            "expected call to be made\nbut no call was made at all",
            id="no call",
        ),
    ],
)
def test_claim_outcome_and_nearest_miss_are_told(
    expectation: Callable[[], object], text: str, failure: Failure
) -> None:
    assert above_the_timeline(failure(expectation)) == text


@pytest.mark.parametrize(
    ("wanted", "was", "line"),
    [
        pytest.param("a b", "a\u00a0b", r"  title: wanted …'a b', was …'a\xa0b'", id="signs that look alike"),
        pytest.param(
            "x" * 200 + "a",
            "x" * 200 + "b",
            "  title: wanted …'xxxxxxxxxxa', was …'xxxxxxxxxxb'",
            id="beyond what is shown",
        ),
    ],
)
def test_values_that_look_alike_are_shown_where_they_part(wanted: str, was: str, line: str, failure: Failure) -> None:
    seen = Seen(timeline(page_view("/", title=was)))

    text = failure(lambda: expect(seen.page_view(title=wanted)).to_be_sent())

    assert above_the_timeline(text).splitlines()[-1] == line


def test_the_nearest_miss_names_the_call_that_made_it_and_those_that_set_its_values(failure: Failure) -> None:
    pixel = "https://track.hubspot.com/__ptq.gif?1"
    said, made = push("setPath", "/old", source="router.js:9 go"), push("trackPageView", source="router.js:12 go")
    view = replace(sent(PageView(), on="/new", set_path="/old"), request=RawRequest(url=pixel))
    seen = Seen(timeline(said, replace(made, number=2), AskedHit(url=pixel, at=START, during=2), view))

    assert (
        above_the_timeline(failure(lambda: expect(seen.page_view("/new")).to_be_sent()))
        == """\
expected page view of /new to be sent
but none was sent; 1 other page view was

nearest miss: page view of /old  (router.js:12 go)
  path: wanted '/new', was '/old'  (router.js:9 go)"""
    )
