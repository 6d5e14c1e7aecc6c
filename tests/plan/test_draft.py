"""Plans drafted from visits, which the visits match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from harness.audit.testing import event, legacy_event, navigation, page_view, timeline
from harness.capture.timeline import Entry
from harness.plan.draft import LONGEST_NAME, MOST_EVENTS, MOST_PROPERTIES, draft_plan
from harness.plan.judge import plan_faults
from harness.plan.plan import Plan
from harness.plan.read import parse_plan
from harness.wire.hits import CustomEvent
from tests.plan.builders import NAME, registered

VISIT = timeline(
    navigation("/", "load"),
    page_view("/"),
    navigation("/about"),
    page_view("/orders/7", email="ada@acme.test"),
    *registered({"course": "Math101", "price": 90}, course="Math101", price="90"),
    *registered({"course": "Math301", "price": 0, "when": {}}, 2, course="Math301", price="", when="[object Object]"),
    replace(legacy_event("7"), properties=(("id", "7"), ("value", "5"))),
)

names = st.text(max_size=12) | st.sampled_from(["price", "no", "7", "ada@acme.test"])
values = st.text(max_size=8) | st.sampled_from(["90", "90.5", "true", "", "007", "[object Object]", "-"])
paths = st.text(max_size=12) | st.sampled_from(
    ["/", "/courses/7", "/#/about", "//x", "https://acme-shop.test/cart", "*"]
)
views = st.builds(page_view, paths, set_path=st.none() | paths, identity=st.none() | st.dictionaries(names, values))
events = st.builds(
    lambda name, pairs: event(name, **pairs) if "name" not in pairs and "at_s" not in pairs else event(name),
    names,
    st.dictionaries(names, values, max_size=4),
)
changes = st.builds(navigation, paths, st.sampled_from(["load", "push", "replace"]))
visits = st.lists(st.lists(views | events | changes, max_size=12).map(lambda entries: timeline(*entries)), max_size=3)


def drafted(*entries: Entry) -> str:
    """The draft of one visit."""
    return draft_plan([timeline(*entries)])


def test_every_line_says_on_how_many_hits_it_rests() -> None:
    assert draft_plan([VISIT, VISIT]) == DRAFT


def test_of_nothing_a_plan_is_drafted_that_allows_nothing() -> None:
    assert parse_plan(drafted()) == Plan()


@given(visits)
def test_a_draft_is_a_plan_that_its_visits_match(seen: list[object]) -> None:
    timelines = [each for each in seen if isinstance(each, type(VISIT))]
    plan = parse_plan(draft_plan(timelines))

    assert isinstance(plan, Plan)
    assert [fault for each in timelines for fault in plan_faults(plan, each)] == []


def test_what_no_plan_can_hold_is_left_out_and_told() -> None:
    many: Mapping[str, str] = {f"p{number}": "" for number in range(MOST_PROPERTIES + 2)}
    text = drafted(
        event(NAME, **many), event(None), event("x" * (LONGEST_NAME + 1)), *(event(f"e{n}") for n in range(MOST_EVENTS))
    )

    assert [line.strip() for line in text.splitlines() if "left out" in line] == [
        "# 2 more left out",
        "# 3 hits left out: without a name, with a very long one, or of one too many",
    ]
    assert isinstance(parse_plan(text), Plan)


def test_values_are_listed_when_they_are_all_there_are() -> None:
    text = drafted(*(event(NAME, level=level) for level in ["new", "new", "new", "a b", "a b", "a b"]))

    assert '      level: {type: string, enum: [new, "a b"]}  # in 6 of 6 hits\n' in text


def test_portals_are_named_when_there_is_one() -> None:
    assert "portal_id" not in drafted(page_view("/"), page_view("/", portal_id=7))


def test_an_event_without_properties_has_none() -> None:
    assert "properties" not in drafted(CustomEvent(name=NAME))


DRAFT = """\
# Drafted from 2 visits with 10 hits.
# Read it through: what was seen is not always what is meant.

portal_id: 4242  # 10 hits

events:
  pe4242_course:  # 4 hits
    required: [course, price]
    properties:
      course: string  # in 4 of 4 hits
      price: {type: [integer, "null"]}  # in 4 of 4 hits, empty in 2
      when: {}  # in 2 of 4 hits

legacy_events:
  "7":  # 2 hits
    required: [value]
    properties:
      value: integer  # in 2 of 2 hits

routes:
  - /  # 2 page views
  - /orders/*  # 2 page views

identity:
  - pages: [/orders/*]
    required: [email]  # 2 hits
"""
