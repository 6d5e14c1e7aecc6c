"""Where entries, and the values of hits, come from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.audit.testing import moment, navigation, page_view, push, refusal, sent
from harness.capture.timeline import AskedHit, Entry, QueueCall, SourceLine, Timeline, WorkerStart
from harness.expect.condition import Difference
from harness.expect.origins import origin_of, value_origin
from harness.wire.hits import RawRequest

TRACKER = SourceLine(url="https://js.hs-analytics.net/analytics/1/4242.js", line=1, column=9)
APP = SourceLine(url="https://www.acme.test/app.js", line=41, column=3, function="onRouteChange")
PIXEL = "https://track.hubspot.com/__ptq.gif?k=1"
HIT = replace(sent(page_view(), email="ada@acme.test", set_path="/about"), request=RawRequest(url=PIXEL))
FETCHED = replace(HIT, request=RawRequest(url=PIXEL, headers=(("sec-fetch-dest", "empty"),)))
WORKER = WorkerStart(url="https://www.acme.test/worker.js", at=moment(0), stack=(APP,))
CALL = replace(push("trackPageView", source="app.js:41 onRouteChange", at_s=0), number=3)


def asked(*stack: SourceLine, during: int = 0) -> AskedHit:
    return AskedHit(url=PIXEL, at=moment(0), stack=stack, during=during)


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        pytest.param((CALL, asked(TRACKER, during=3), HIT), "app.js:41 onRouteChange", id="a call"),
        pytest.param((asked(TRACKER), HIT), "automatic", id="the tracking code itself"),
        pytest.param((asked(TRACKER, APP), HIT), "app.js:41 onRouteChange, cause unknown", id="only a line"),
        pytest.param((asked(), HIT), "cause unknown", id="an image that tells nothing"),
        pytest.param((HIT,), "", id="no image"),
    ],
)
def test_a_hit_comes_from_its_cause(entries: tuple[Entry, ...], text: str) -> None:
    assert origin_of(HIT, Timeline(entries).causes) == text


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        pytest.param((WORKER, FETCHED), "worker", id="by a worker"),
        pytest.param((WORKER, replace(asked(TRACKER), transport="fetch"), FETCHED), "automatic", id="by the document"),
        pytest.param((FETCHED,), "", id="where there is no worker"),
    ],
)
def test_what_was_fetched_comes_from_whoever_asked_for_it(entries: tuple[Entry, ...], text: str) -> None:
    assert origin_of(FETCHED, Timeline(entries).causes) == text


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        pytest.param(WORKER, "app.js:41 onRouteChange", id="worker"),
        pytest.param(navigation("/about", source="app.js:40"), "app.js:40", id="route"),
        pytest.param(push("identify"), "", id="call without a stack"),
        pytest.param(refusal("fonts.test"), "", id="refusal"),
    ],
)
def test_another_entry_comes_from_its_own_line(entry: Entry, text: str) -> None:
    assert origin_of(entry, Timeline().causes) == text


@pytest.mark.parametrize(
    ("call", "name", "was", "text"),
    [
        pytest.param(push("setPath", "/about", source="app.js:7"), "path", "/about", "app.js:7", id="path"),
        pytest.param(
            push("identify", email="ada@acme.test", source="app.js:9"),
            "email",
            "ada@acme.test",
            "app.js:9",
            id="identity",
        ),
        pytest.param(push("identify", id=7, source="app.js:9"), "id", "7", "app.js:9", id="a number"),
        pytest.param(push("setPath", "/", source="app.js:7"), "path", "/about", "", id="another path"),
        pytest.param(push("setPath", "/about", source="app.js:7"), "title", "/about", "", id="what is no path"),
        pytest.param(push("identify", "ada", source="app.js:9"), "email", "ada", "", id="no object"),
        pytest.param(push("identify", source="app.js:9"), "email", None, "", id="nothing"),
        pytest.param(push("trackPageView", source="app.js:9"), "path", "/about", "", id="another function"),
    ],
)
def test_a_value_comes_from_the_call_that_set_it(call: QueueCall, name: str, was: object, text: str) -> None:
    difference = Difference(name=name, wanted="something else", was=was)

    assert value_origin(HIT, difference, Timeline((call, asked(TRACKER), HIT)).causes) == text
