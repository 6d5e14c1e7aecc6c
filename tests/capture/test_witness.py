import math
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from harness.capture import witness  # testimony itself would be taken for a test
from harness.capture.entries import CutOff
from harness.capture.timeline import AskedHit, Navigation, QueueCall, SilentCall, SourceLine, WorkerStart

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOLD = {
    "at": NOON.timestamp() * 1000,
    "frame": "https://www.acme.test/",
    "top": True,
    "stack": "f@https://www.acme.test/app.js:3:14",
}
WORDS = ("queue", "name", "args", "before", "frame", "stack", "url", "kind", "top", "at")
STACK = (SourceLine(url="https://www.acme.test/app.js", line=3, column=14, function="f"),)


def endless() -> list[Any]:
    items: list[Any] = []
    items.append(items)
    return items


def arguments(*given: object) -> tuple[object, ...]:
    entry = witness.testimony({"type": "call", "args": list(given)}, page=1)
    assert isinstance(entry, QueueCall)
    return entry.arguments


def test_a_call_becomes_an_entry() -> None:
    told = {**TOLD, "type": "call", "queue": "_hsq", "name": "setPath", "args": ["/about", {"a": [1, None]}]}
    assert witness.testimony({**told, "before": True}, page=2) == QueueCall(
        queue="_hsq",
        function="setPath",
        arguments=("/about", {"a": [1, None]}),
        at=NOON,
        before_takeover=True,
        frame_url="https://www.acme.test/",
        page=2,
        stack=STACK,
    )


def test_an_asking_becomes_an_entry_with_what_the_page_showed() -> None:
    seen = {"title": "Home", "cookies": ["__hstc=1.a", "hubspotutk"], "changed": [3]}
    assert witness.testimony(
        {**TOLD, **seen, "type": "asked", "url": "https://track.hubspot.com/__ptq.gif"}, page=1
    ) == AskedHit(
        url="https://track.hubspot.com/__ptq.gif",
        at=NOON,
        frame_url="https://www.acme.test/",
        page=1,
        stack=STACK,
        title="Home",
        cookies=(("__hstc", "1.a"), ("hubspotutk", "")),
        changed=(3,),
    )


@pytest.mark.parametrize(
    ("seen", "known"),
    [
        pytest.param({}, (None, None, None), id="nothing"),
        pytest.param({"title": None, "cookies": None, "changed": None}, (None, None, None), id="what the spy left out"),
        pytest.param({"title": 7, "cookies": "a=b", "changed": 7}, (None, None, None), id="other shapes"),
        pytest.param({"title": "", "cookies": [], "changed": []}, ("", (), ()), id="an empty page"),
        pytest.param({"cookies": [7, "a=b=c"], "changed": [True, "1"]}, (None, (("a", "b=c"),), ()), id="other items"),
        pytest.param(
            {"title": "a" * 30_000, "cookies": ["a=b"] * 300, "changed": [1] * 300},
            ("a" * 20_000, (("a", "b"),) * 50, (1,) * 200),
            id="too much",
        ),
    ],
)
def test_what_a_page_showed_is_bounded_and_may_be_unknown(seen: dict[str, Any], known: tuple[object, ...]) -> None:
    entry = witness.testimony({**seen, "type": "asked"}, page=1)
    assert isinstance(entry, AskedHit)
    assert (entry.title, entry.cookies, entry.changed) == known


def test_a_call_that_sent_nothing_is_told() -> None:
    told = {**TOLD, "type": "silent", "document": "1", "number": 7, "cookies": ["hubspotutk=a"]}
    assert witness.testimony(told, page=1) == SilentCall(
        document="1", number=7, at=NOON, cookies=(("hubspotutk", "a"),)
    )


def test_a_call_that_the_tracker_does_not_notice_is_told() -> None:
    entry = witness.testimony({"type": "call", "ignored": True}, page=1)
    assert isinstance(entry, QueueCall)
    assert entry.ignored


@pytest.mark.parametrize("transport", ["image", "fetch", "beacon"])
def test_an_asking_says_by_which_transport(transport: str) -> None:
    entry = witness.testimony({"type": "asked", "transport": transport}, page=1)
    assert isinstance(entry, AskedHit)
    assert entry.transport == transport


def test_a_worker_is_told() -> None:
    told = {**TOLD, "type": "worker", "url": "https://www.acme.test/worker.js", "document": "1"}
    assert witness.testimony(told, page=2) == WorkerStart(
        url="https://www.acme.test/worker.js",
        at=NOON,
        frame_url="https://www.acme.test/",
        page=2,
        stack=STACK,
        document="1",
    )


def test_a_cut_off_image_is_told() -> None:
    told = {"type": "cut off", "url": "https://track.hubspot.com/__ptq.gif", "document": "1"}
    assert witness.testimony(told, page=1) == CutOff(url="https://track.hubspot.com/__ptq.gif", document="1")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        pytest.param({"type": "asked", "transport": "beacon"}, "beacon", id="a beacon"),
        pytest.param({"type": "asked", "transport": "fetch"}, "fetch", id="a fetch"),
        pytest.param({"type": "asked", "transport": ["beacon"]}, None, id="something else"),
        pytest.param({"type": "call"}, None, id="another report"),
        pytest.param({}, None, id="no report"),
    ],
)
def test_a_transport_is_named(told: dict[str, Any], name: str | None) -> None:
    assert witness.transport(told) == name


def test_a_navigation_becomes_an_entry() -> None:
    told = {**TOLD, "type": "navigation", "kind": "push", "url": "https://www.acme.test/a", "top": False}
    assert witness.testimony(told, page=1) == Navigation(
        kind="push",
        url="https://www.acme.test/a",
        at=NOON,
        frame_url="https://www.acme.test/",
        page=1,
        top=False,
        stack=STACK,
    )


def test_reports_are_read() -> None:
    assert witness.read_reports('[{"type": "call", "args": [null, "\\ud800"]}, 7, {"type": "silent"}]') == [
        {"type": "call", "args": [None, "\ud800"]},
        {"type": "silent"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(None, id="nothing"),
        pytest.param({"type": "call"}, id="no text"),
        pytest.param("call", id="no JSON"),
        pytest.param('{"type": "call"}', id="no list"),
        pytest.param('["call"]', id="a list of other things"),
        pytest.param("[" * 100_000, id="too deep"),
        pytest.param("1" * 5_000, id="too long a number"),
    ],
)
def test_what_is_no_list_of_reports_is_left_out(text: object) -> None:
    assert witness.read_reports(text) == []


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({}, id="no type"),
        pytest.param({"type": "rumour"}, id="an unknown type"),
        pytest.param({"type": ["call"]}, id="a type that is no word"),
        pytest.param({"type": endless()}, id="a type that holds itself"),
    ],
)
def test_what_is_no_report_is_left_out(told: dict[str, Any]) -> None:
    assert witness.testimony(told, page=1) is None


@pytest.mark.parametrize("kind", ["call", "asked", "navigation"])
def test_a_report_may_lack_everything_or_hold_the_wrong_shapes(kind: str) -> None:
    wrong = {key: {"a": 1} for key in WORDS}
    told, empty = witness.testimony({"type": kind, **wrong}, page=1), witness.testimony({"type": kind}, page=1)
    assert told is not None
    assert empty is not None
    assert (told.frame_url, told.stack, told.page) == (empty.frame_url, empty.stack, empty.page) == ("", (), 1)


@pytest.mark.parametrize(
    "at", [None, "now", [], math.nan, math.inf, -math.inf, 1e300, 10**400, -(10**400)], ids=lambda at: str(at)[:10]
)
def test_a_time_that_cannot_be_is_the_time_of_hearing(at: object) -> None:
    entry = witness.testimony({"type": "asked", "at": at}, page=1)
    assert isinstance(entry, AskedHit)
    assert timedelta(0) <= datetime.now(UTC) - entry.at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("a" * 30_000, "a" * 20_000, id="a long text"),
        pytest.param([0] * 300, [0] * 200, id="a long list"),
        pytest.param({str(n): n for n in range(300)}, {str(n): n for n in range(200)}, id="a wide object"),
        pytest.param({"a" * 30_000: 1}, {"a" * 20_000: 1}, id="a long key"),
        pytest.param(NOON, {"$type": "datetime"}, id="a date"),
        pytest.param({1, 2}, {"$type": "set"}, id="a set"),
    ],
)
def test_an_argument_is_bounded_and_plain(given: object, kept: object) -> None:
    assert arguments(given) == (kept,)


def test_an_argument_that_holds_itself_ends() -> None:
    assert arguments(endless()) == ([[[[[[[[{"$type": "list"}]]]]]]]],)


def test_too_many_arguments_are_cut() -> None:
    assert len(arguments(*range(1000))) == 200


def test_huge_texts_are_cut() -> None:
    entry = witness.testimony(
        {"type": "call", "queue": "q" * 10**6, "name": "n" * 10**6, "stack": "f@" * 10**6}, page=1
    )
    assert isinstance(entry, QueueCall)
    assert (len(entry.queue), len(entry.function), entry.stack) == (20_000, 20_000, ())


def test_the_address_of_a_large_hit_is_kept_whole() -> None:
    url = "https://track.hubspot.com/__ptq.gif?" + "a" * 2**21
    entry = witness.testimony({"type": "asked", "url": url}, page=1)
    assert isinstance(entry, AskedHit)
    assert entry.url == url
