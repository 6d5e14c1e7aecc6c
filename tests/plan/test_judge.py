"""What of a timeline does not fit a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.audit.testing import event, legacy_event, navigation, page_view, sent, timeline
from harness.capture.timeline import Entry
from harness.plan.fault import Fault
from harness.plan.judge import plan_faults
from harness.plan.plan import Plan
from harness.plan.read import parse_plan
from harness.wire.hits import ElementClick, FormCounter, LegacyEvent
from tests.plan.builders import NAME, registered

TEXT = """
portal_id: 4242
events:
  pe4242_course:
    required: [course_id]
    properties:
      course_id: {enum: [Math101, Math301]}
      price: number
  pe4242_open:
legacy_events:
  "7": {properties: {value: number}}
routes: [/, /about]
silent: [/internal/**]
identity:
  - {pages: [/welcome], required: [email], properties: {email: {format: email}}}
  - {pages: [/about], never: true}
"""


@pytest.fixture
def plan() -> Plan:
    """The plan above."""
    read = parse_plan(TEXT)
    assert isinstance(read, Plan)
    return read


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param((), id="nothing"),
        pytest.param((event(NAME, course_id="Math101", price="90"),), id="an event"),
        pytest.param(registered({"course_id": "Math101", "price": 90}, course_id="Math101", price="90"), id="its call"),
        pytest.param((event(NAME, course_id="Math101"),), id="an event without what is not required"),
        pytest.param((replace(legacy_event("7"), properties=(("id", "7"), ("value", "5"))),), id="a legacy event"),
        pytest.param((page_view("/welcome", email="ada@acme.test"),), id="an identity"),
        pytest.param((page_view("/about"),), id="no identity"),
        pytest.param((sent(FormCounter(), on="/welcome"),), id="a hit that carries no identity"),
        pytest.param((page_view("/elsewhere", identity={"email": "nobody"}),), id="a page without rules"),
        pytest.param((replace(page_view("/"), portal_id=None),), id="no portal"),
    ],
)
def test_what_is_planned_is_no_fault(plan: Plan, entries: tuple[Entry, ...]) -> None:
    assert plan_faults(plan, timeline(*entries)) == ()


@pytest.mark.parametrize(
    ("entries", "kind", "text", "line"),
    [
        pytest.param(
            (event("pe4242_curse"),),
            "unexpected event",
            "event pe4242_curse is not in the plan; did you mean 'pe4242_course'?",
            0,
            id="an event",
        ),
        pytest.param(
            (event(None),),
            "unexpected event",
            "event without a name is not in the plan; known are pe4242_course, pe4242_open",
            0,
            id="an event without a name",
        ),
        pytest.param(
            (legacy_event("8"),),
            "unexpected event",
            "legacy event 8 is not in the plan; known are 7",
            0,
            id="a legacy event",
        ),
        pytest.param(
            (event("pe4242_open", course="1"),),
            "unexpected property",
            "event pe4242_open carries 'course', which is not in the plan",
            9,
            id="a property",
        ),
        pytest.param(
            (event(NAME, price="90"),), "missing required", "event pe4242_course carries no 'course_id'", 4, id="none"
        ),
        pytest.param(
            (event(NAME, course_id="Math101", price="much"),),
            "type mismatch",
            '\'price\' of event pe4242_course was "much": it is not of type "number"',
            4,
            id="a type",
        ),
        pytest.param(
            registered({"course_id": "Math101", "price": "90"}, course_id="Math101", price="90"),
            "type mismatch",
            '\'price\' of event pe4242_course was "90": it is not of type "number"',
            4,
            id="a type that only the call tells",
        ),
        pytest.param(
            (event(NAME, course_id="Math1"),),
            "value not allowed",
            '\'course_id\' of event pe4242_course was "Math1": it is not one of "Math101" or "Math301"',
            4,
            id="a value",
        ),
        pytest.param(
            (page_view("/x", portal_id=7),),
            "unexpected portal",
            "page view of /x was sent to portal 7, not to 4242",
            0,
            id="portal",
        ),
        pytest.param(
            (page_view("/internal/orders", set_path="/orders"),),
            "unexpected hit",
            "page view of /orders was sent from https://www.acme.test/internal/orders, which may send nothing",
            13,
            id="a silent page",
        ),
        pytest.param(
            (page_view("/welcome"),),
            "identity rule broken",
            "page view of /welcome carries no 'email' of the visitor",
            15,
            id="no identity",
        ),
        pytest.param(
            (sent(ElementClick(), on="/welcome", email=""),),
            "identity rule broken",
            "click carries no 'email' of the visitor",
            15,
            id="an empty identity",
        ),
        pytest.param(
            (page_view("/welcome", identity={"email": "Ada", "id": "1"}),),
            "identity rule broken",
            'page view of /welcome carries an \'email\' of the visitor that was "Ada": it is not a "email"',
            15,
            id="an identity that looks wrong",
        ),
        pytest.param(
            (page_view("/about", identity={"email": "ada@acme.test", "id": "1"}),),
            "identity rule broken",
            "page view of /about carries an identity (email, id), which no hit from https://www.acme.test/about may",
            16,
            id="an identity that must not be",
        ),
    ],
)
def test_a_fault_says_what_was_seen_and_which_line_planned_it(
    plan: Plan, entries: tuple[Entry, ...], kind: str, text: str, line: int
) -> None:
    seen = timeline(*entries)

    assert plan_faults(plan, seen) == (Fault(kind=kind, text=text, at=seen.hits[-1], line=line),)  # type: ignore[arg-type]  # parametrised


def test_each_fault_is_told_in_the_order_of_the_hits_and_the_routes_last(plan: Plan) -> None:
    seen = timeline(navigation("/"), event("pe4242_new"), event(NAME, course_id="Math7", colour="red"))

    assert [fault.kind for fault in plan_faults(plan, seen)] == [
        "unexpected event",
        "value not allowed",
        "unexpected property",
        "route not viewed",
    ]


def test_a_complete_visit_has_every_event_and_every_route(plan: Plan) -> None:
    seen = timeline(page_view("/"), event("pe4242_open"))

    assert [(fault.kind, fault.text, fault.line) for fault in plan_faults(plan, seen, complete=True)] == [
        ("route not viewed", "/about was never viewed", 12),
        ("event not sent", "event pe4242_course was never sent", 4),
        ("event not sent", "legacy event 7 was never sent", 11),
    ]


def test_a_legacy_event_is_known_by_its_id(plan: Plan) -> None:
    everything = timeline(page_view("/"), page_view("/about"), event(NAME, course_id="Math101"), event("pe4242_open"))
    seen = everything.with_entries([LegacyEvent(id="7")])

    assert plan_faults(plan, seen, complete=True) == ()
