"""The time axis of one visit."""

from __future__ import annotations

from typing import Any

from harness.audit.result import AuditReport
from harness.audit.testing import event, fault, navigation, page_view, push, refusal, visit
from harness.report.build import report_of
from harness.report.model import ReportedVisit
from harness.report.page.scale import BINS, LEFT, WIDTH, Entry, Mark, Tick, axis_of, entries_of
from tests.report.cases import EVERY_OUTCOME


def reported(*items: Any, **facts: Any) -> ReportedVisit:
    return report_of(AuditReport(visits=(visit(*items, **facts),))).visits[0]


def entry(at_ms: int, lane: str = "hit", text: str = "page view of /") -> Entry:
    return Entry(at_ms=at_ms, lane=lane, text=text)


def test_entries_are_in_order_of_time_whatever_they_are() -> None:
    case = reported(
        page_view("/", at_s=2, email="ada@acme.test"),
        push("identify", at_s=1, source="app.js:3 login"),
        navigation("/", "load", at_s=0.5),
    )

    assert entries_of(case, EVERY_OUTCOME.findings[:1]) == (
        Entry(at_ms=500, lane="navigation", text="load https://www.acme.test/", place="www.acme.test/"),
        Entry(at_ms=1000, lane="call", text='_hsq.push(["identify"])', place="www.acme.test/", cause="app.js:3 login"),
        Entry(
            at_ms=1000,
            lane="finding",
            text="new-rule: counted twice",
            place="www.acme.test/courses/*",
            cause="src/router.js:7 routeChanged",
        ),
        Entry(at_ms=2000, lane="hit", text="page view of /, email ada@acme.test", place="www.acme.test/"),
    )


def test_lanes_have_an_order_and_unknown_ones_stand_above_the_findings() -> None:
    lanes = [entry(1, lane) for lane in ("finding", "new fact", "hit", "navigation", "fault")]

    assert [lane.name for lane in axis_of(lanes).lanes] == ["navigation", "hit", "new fact", "fault", "finding"]


def test_what_happened_close_together_is_one_mark() -> None:
    (lane,) = axis_of([entry(0), entry(1), entry(1000, text="event pe4242_open")]).lanes

    assert lane.marks == (
        Mark(x=LEFT, width=5, text="0.000 s: page view of / and 1 more"),
        Mark(x=LEFT + (BINS - 1) * WIDTH / BINS, width=4, text="1.000 s: event pe4242_open"),
    )


def test_a_lane_of_any_length_has_a_bounded_number_of_marks() -> None:
    (lane,) = axis_of([entry(number) for number in range(5_000)]).lanes

    assert (lane.count, len(lane.marks)) == (5_000, BINS)


def test_ticks_are_round_numbers() -> None:
    assert [tick.label for tick in axis_of([entry(4_321)]).ticks] == ["0 s", "1 s", "2 s", "3 s", "4 s"]


def test_nothing_has_an_axis_too() -> None:
    assert (axis_of([]).lanes, axis_of([]).ticks[0]) == ((), Tick(x=LEFT, label="0 s"))


def test_facts_that_nobody_described_have_a_lane_of_their_own() -> None:
    case = reported(refusal("cdn.other.test", at_s=1), fault("csp", "blocked", at_s=2), event("pe4242_open", at_s=3))

    assert [(each.lane, each.text) for each in entries_of(case)] == [
        ("refusal", "host cdn.other.test, port 443, reason not in the host table"),
        ("fault", "csp: blocked"),
        ("hit", "event pe4242_open"),
    ]
