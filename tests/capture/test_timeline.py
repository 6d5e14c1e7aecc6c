from datetime import UTC, datetime, timedelta

import pytest

from harness.capture.timeline import (
    AskedHit,
    Entry,
    Navigation,
    QueueCall,
    Refusal,
    SourceLine,
    Timeline,
)
from harness.wire.hits import CustomEvent, Malformed, PageView, RawRequest

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(seconds=1)
APP = SourceLine(url="https://www.acme.test/js/app.js?v=1", line=3, column=14, function="buy")


def call(at: datetime = NOON, *stack: SourceLine) -> QueueCall:
    return QueueCall(queue="_hsq", function="trackPageView", at=at, stack=stack)


def view(arrival: int, *, sent_at: datetime | None = None, arrived_at: datetime | None = None) -> PageView:
    return PageView(sent_at=sent_at, request=RawRequest(url="", arrival=arrival, arrived_at=arrived_at))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param(APP, "app.js:3 buy", id="file and function"),
        pytest.param(SourceLine(url="https://www.acme.test/", line=7, column=1), "https://www.acme.test/:7", id="page"),
    ],
)
def test_a_source_line_prints_short(line: SourceLine, text: str) -> None:
    assert str(line) == text


def test_a_call_comes_from_its_innermost_line() -> None:
    assert (call(NOON, APP).source, call(NOON).source) == (APP, None)


@pytest.mark.parametrize(
    ("url", "holds"),
    [
        pytest.param("https://js.hs-scripts.com/4242.js", True, id="loader"),
        pytest.param("https://js-eu1.hs-banner.com/v2/4242/banner.js", True, id="banner"),
        pytest.param("https://www.acme.test/app.js", False, id="the site"),
        pytest.param("https://[half/app.js", False, id="an address that cannot be one"),
    ],
)
def test_a_call_knows_whether_hubspots_own_code_made_it(url: str, holds: bool) -> None:
    assert call(NOON, SourceLine(url=url, line=1, column=1)).by_tracking_code is holds


def test_a_call_without_a_stack_is_nobodys() -> None:
    assert not call().by_tracking_code


def test_hits_are_in_the_order_of_sending() -> None:
    hits = (view(4), view(3, sent_at=LATER), view(2, sent_at=NOON), view(1, arrived_at=LATER), PageView())
    assert [hit.request and hit.request.arrival for hit in Timeline(hits).hits] == [None, 4, 2, 1, 3]


def test_a_timeline_tells_its_kinds_apart() -> None:
    event, bad = CustomEvent(name="pe4242_course"), Malformed(request=RawRequest(url=""), reasons=("k is missing",))
    load, refusal = Navigation(kind="load", url="", at=NOON), Refusal(host="", port=1, reason="", at=NOON)
    entries: tuple[Entry, ...] = (call(LATER), bad, view(1), event, load, call(NOON), refusal)
    timeline = Timeline(entries)
    told = [timeline.page_views, timeline.events, timeline.calls, timeline.malformed, timeline.navigations]
    assert told == [(view(1),), (event,), (call(NOON), call(LATER)), (bad,), (load,)]
    assert (timeline.refusals, timeline.of(AskedHit), tuple(timeline), len(timeline)) == ((refusal,), (), entries, 7)


def test_a_timeline_grows_into_a_new_one() -> None:
    assert Timeline((call(),)).with_entries([view(1)]) == Timeline((call(), view(1)))
