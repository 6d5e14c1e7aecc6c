"""Plans as people write them, and what they are told when they err."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.plan.address import Address
from harness.plan.plan import EventPlan, IdentityRule, Plan
from harness.plan.read import parse_plan
from harness.plan.schema import KEYWORDS, TYPES

WHOLE = """
portal_id: 4242

events:
  pe4242_course_registration:
    description: A visitor registers for a course.
    required: [course_id]
    properties:
      course_id: {type: string, enum: [Math101, Math301]}
      price: number
  pe4242_newsletter:

legacy_events:
  000000002100:
    properties: {value: number}

routes:
  - /
  - /courses/*

silent:
  - /internal/**

identity:
  - pages: /welcome
    required: [email]
    properties:
      email: {format: email}
  - pages: [/about, shop.acme.test]
    never: true
"""

SECTIONS = ("portal_id", "events", "legacy_events", "routes", "silent", "identity")
PARTS = ("description", "properties", "required", "pages", "never", "pe4242_course", "/about", "price")
WORDS = st.sampled_from([*SECTIONS, *PARTS, *KEYWORDS, *TYPES])
LEAVES = st.none() | st.booleans() | st.integers(-9, 9999) | WORDS | st.text(max_size=5)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=20
)


def told(text: str) -> list[str]:
    """The mistakes of a plan, as they are printed."""
    plan = parse_plan(text)
    assert not isinstance(plan, Plan)
    return [str(mistake) for mistake in plan]


def test_a_plan_is_read() -> None:
    course = {"type": "string", "enum": ["Math101", "Math301"]}

    assert parse_plan(WHOLE, "plan.yaml") == Plan(
        portal_id=4242,
        events={
            "pe4242_course_registration": EventPlan(
                description="A visitor registers for a course.",
                properties={"course_id": course, "price": {"type": "number"}},
                required=("course_id",),
            ),
            "pe4242_newsletter": EventPlan(),
        },
        legacy_events={"000000002100": EventPlan(properties={"value": {"type": "number"}})},
        routes=(Address("/"), Address("/courses/*")),
        silent=(Address("/internal/**"),),
        identity=(
            IdentityRule(pages=(Address("/welcome"),), required=("email",), properties={"email": {"format": "email"}}),
            IdentityRule(pages=(Address("/about"), Address("shop.acme.test")), never=True),
        ),
    )


@given(st.text() | VALUES.map(json.dumps))
def test_any_text_is_a_plan_or_has_mistakes(text: str) -> None:
    plan = parse_plan(text)

    assert isinstance(plan, Plan) or (len(plan) > 0 and plan == tuple(sorted(plan)))


def test_a_plan_knows_its_file_and_the_lines_of_what_it_says() -> None:
    plan = parse_plan(WHOLE, "plan.yaml")

    assert isinstance(plan, Plan)
    lines = [rule.line for rule in plan.identity], [route.line for route in plan.routes]
    assert (plan.phrase, plan.events["pe4242_newsletter"].line, lines) == (
        "the plan plan.yaml",
        11,
        ([25, 29], [18, 19]),
    )
    assert Plan().phrase == "the plan"


def test_sections_may_be_empty() -> None:
    assert parse_plan("portal_id: 7\nevents:\nroutes: []\nidentity: ~\n") == Plan(portal_id=7)


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    assert told("routes: [courses]\nevnts: {}\nroutes: []\nportal_id: x\n") == [
        "1:10: 'courses' is no address of a page; wanted a path such as /courses/* or a host such as shop.acme.test/**",
        "2:1: 'evnts' is not known in a plan; did you mean 'events'?",
        "3:1: 'routes' stands in line 1 already; keep one",
        "4:12: portal_id is 'x'; wanted a number such as 4242",
    ]


def test_what_is_no_yaml_is_told_alone() -> None:
    assert told("evnts: {}\n\tx: 1\n") == ["2:1: a tab stands here; indent with spaces"]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        pytest.param("~", "1:1: is empty; a plan starts with a line such as events:", id="nothing"),
        pytest.param(
            "- events",
            "1:1: a plan is a list; wanted a mapping with portal_id, events, legacy_events, routes, silent, identity",
            id="a list",
        ),
        pytest.param(
            "zzz: 1",
            "1:1: 'zzz' is not known in a plan; known are portal_id, events, legacy_events, routes, silent, identity",
            id="a word that resembles none",
        ),
        pytest.param("portal_id: true", "1:12: portal_id is true; wanted a number such as 4242", id="a boolean portal"),
        pytest.param("portal_id: 0", "1:12: portal_id is 0; wanted a number such as 4242", id="portal 0"),
        pytest.param(
            "portal_id: [1]", "1:12: portal_id is a list; wanted a number such as 4242", id="a list of portals"
        ),
        pytest.param(
            "events: [pe_a]",
            "1:9: events is a list; wanted a mapping of each event's name to what it carries",
            id="events in a list",
        ),
        pytest.param(
            "legacy_events: 3",
            "1:16: legacy_events is 3; wanted a mapping of each legacy event's name to what it carries",
            id="legacy events",
        ),
        pytest.param(
            "events: {pe_a: 3}",
            "1:16: event 'pe_a' is 3; wanted a mapping with description, properties, required",
            id="an event",
        ),
        pytest.param(
            "events: {pe_a: {describtion: x}}",
            "1:17: 'describtion' is not known in event 'pe_a'; did you mean 'description'?",
            id="a misspelt word",
        ),
        pytest.param(
            "events: {pe_a: {description: 3}}",
            "1:30: description of event 'pe_a' is 3; wanted a text",
            id="a description",
        ),
        pytest.param(
            "events: {pe_a: {properties: [price]}}",
            "1:29: properties of event 'pe_a' is a list; "
            "wanted a mapping of each property's name to its type or schema",
            id="properties in a list",
        ),
        pytest.param(
            "events: {pe_a: {required: price}}",
            "1:27: required of event 'pe_a' is 'price'; wanted a list of properties",
            id="one required property",
        ),
        pytest.param(
            "events: {pe_a: {properties: {price: number}, required: [prise]}}",
            "1:57: 'prise' is required, but is no property of event 'pe_a'; did you mean 'price'?",
            id="a required property that is none",
        ),
        pytest.param(
            "events: {pe_a: {required: [price]}}",
            "1:28: 'price' is required, but is no property of event 'pe_a'",
            id="a required property of an event without any",
        ),
        pytest.param(
            "events: {pe_a: {properties: {a: number}, required: [a, a]}}",
            "1:56: 'a' stands in required of event 'pe_a' twice; keep one",
            id="required twice",
        ),
        pytest.param("routes: /about", "1:9: routes is '/about'; wanted a list of paths and hosts", id="one route"),
        pytest.param("routes: [7]", "1:10: 7 stands in routes; wanted a text", id="a number for a route"),
        pytest.param("routes: [[/a]]", "1:10: a list stands in routes; wanted a text", id="a list for a route"),
        pytest.param("identity: {}", "1:11: identity is a mapping; wanted a list of rules", id="identity"),
        pytest.param(
            "identity: [/a]",
            "1:12: an identity rule is '/a'; wanted a mapping with pages, properties, required, never",
            id="an identity rule",
        ),
        pytest.param(
            "identity: [{required: [email]}]",
            "1:12: an identity rule names no pages; say pages: /account/**",
            id="no pages",
        ),
        pytest.param(
            "identity: [{pages: /a, never: no}]",
            "1:31: never is 'no'; say never: true, or leave it out",
            id="never: no",
        ),
        pytest.param(
            "identity: [{pages: /a}]",
            "1:12: an identity rule says either never: true, or what is required or how properties look",
            id="a rule without a demand",
        ),
        pytest.param(
            "identity: [{pages: /a, never: true, required: [id]}]",
            "1:12: an identity rule says either never: true, or what is required or how properties look",
            id="a rule with two demands",
        ),
        pytest.param(
            "identity: [{pages: 'a', required: [id]}]",
            "1:20: 'a' is no address of a page; wanted a path such as /courses/* or a host such as shop.acme.test/**",
            id="pages",
        ),
    ],
)
def test_a_mistake_says_where_it_is_and_what_was_wanted(text: str, mistake: str) -> None:
    assert told(text) == [mistake]
