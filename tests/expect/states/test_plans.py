"""Visits that match a tracking plan, and what is told of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.audit.testing import event, navigation, page_view, timeline
from harness.errors import PlanError
from harness.expect.judge import Judgement
from harness.expect.testing import Seen
from harness.plan.plan import Plan
from harness.plan.read import parse_plan
from harness.sync import expect
from tests.plan.builders import NAME, registered

Failure = Callable[[Callable[[], object]], str]

TEXT = f"""
events:
  {NAME}: {{properties: {{price: number}}}}
routes: [/, /about]
"""
GOOD = Seen(timeline(navigation("/", "load"), page_view("/"), *registered({"price": 90}, price="90")))
UNVIEWED = Seen(timeline(page_view("/"), navigation("/about", source="app.js:7 go")))
BAD = Seen(timeline(page_view("/"), *registered({"price": "90"}, price="90", colour="red")))


@pytest.fixture
def plan() -> Plan:
    """The plan above, of a file."""
    read = parse_plan(TEXT, "tracking-plan.yaml")
    assert isinstance(read, Plan)
    return read


def test_a_visit_matches(plan: Plan) -> None:
    expect(GOOD).to_match_plan(plan)
    expect(BAD).not_to_match_plan(plan)
    expect(GOOD).not_to_match_plan(plan, complete=True)


def test_a_plan_is_found_by_its_path_or_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tracking-plan.yaml").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    expect(GOOD).to_match_plan()
    expect(BAD).not_to_match_plan(tmp_path / "tracking-plan.yaml")


def test_a_plan_with_mistakes_is_no_plan(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("evnts: {}\n", encoding="utf-8")

    with pytest.raises(PlanError, match=r"plan\.yaml:1:1: 'evnts' is not known in a plan; did you mean 'events'\?"):
        expect(GOOD).to_match_plan(file)


def test_every_fault_is_told_with_its_time_and_both_places(plan: Plan, failure: Failure) -> None:
    assert failure(lambda: expect(BAD).to_match_plan(plan)) == TOLD


def test_a_fault_without_a_moment_or_a_line_has_none(plan: Plan, failure: Failure) -> None:
    seen = Seen(timeline(page_view("/", at_s=0), event("pe4242_new", at_s=0.5)))
    text = failure(lambda: expect(seen).to_match_plan(plan, complete=True))

    assert text.splitlines()[:5] == [
        "expected the visit to match the plan tracking-plan.yaml completely",
        "but it has 3 faults:",
        "     0.500  unexpected event: event pe4242_new is not in the plan; known are pe4242_course",
        "            route not viewed: /about was never viewed  (tracking-plan.yaml:4)",
        "            event not sent: event pe4242_course was never sent  (tracking-plan.yaml:3)",
    ]


def test_a_plan_without_a_file_is_called_plan(failure: Failure) -> None:
    read = parse_plan(TEXT)
    assert isinstance(read, Plan)

    assert failure(lambda: expect(UNVIEWED).to_match_plan(read)).splitlines()[:3] == [
        "expected the visit to match the plan",
        "but it has 1 fault:",
        "     0.100  route not viewed: /about was visited, and no page view counted it  (app.js:7 go; plan:4)",
    ]


def test_of_many_faults_the_first_are_told(plan: Plan, failure: Failure) -> None:
    seen = Seen(timeline(*(event("pe4242_new") for _ in range(25))))
    text = failure(lambda: expect(seen).to_match_plan(plan))

    assert (text.count("unexpected event"), "  … and 5 more\n" in text) == (20, True)


def test_a_match_that_was_not_wanted_is_told(plan: Plan, failure: Failure) -> None:
    text = failure(lambda: expect(GOOD).not_to_match_plan(plan))

    assert text.startswith("expected the visit not to match the plan tracking-plan.yaml\nbut it does\n\ntimeline")


def test_of_a_part_of_a_visit_the_hits_alone_are_judged(plan: Plan) -> None:
    seen = Seen(timeline(navigation("/about"), page_view("https://shop.acme.test/"), event("pe4242_new")))

    expect(seen.on(host="shop.acme.test")).to_match_plan(plan)
    expect(seen.on(host="www.acme.test")).not_to_match_plan(plan)


@pytest.mark.parametrize(
    ("seen", "settled", "outcome"),
    [(GOOD, False, "open"), (GOOD, True, "met"), (BAD, True, "unmet"), (UNVIEWED, True, "open")],
    ids=["not settled", "settled", "nothing mends an event", "a view may still come"],
)
def test_a_plan_is_judged_when_nothing_more_is_under_way(plan: Plan, seen: Seen, settled: bool, outcome: str) -> None:
    asked: list[Judgement] = []

    class Asked(Seen):
        def wait_for(self, judgement: Judgement, timeout_s: float) -> object:  # type: ignore[override]  # ends here
            asked.append(judgement)
            return super().wait_for(judgement, timeout_s)

    expect(Asked(GOOD.timeline)).to_match_plan(plan)

    assert asked[0].judge(seen.timeline, settled=settled).outcome == outcome


TOLD = """\
expected the visit to match the plan tracking-plan.yaml
but it has 2 faults:
     0.200  type mismatch: 'price' of event pe4242_course was "90": it is not of type "number"  \
(app.js:41 register; tracking-plan.yaml:3)
     0.200  unexpected property: event pe4242_course carries 'colour', which is not in the plan; known are price  \
(app.js:41 register; tracking-plan.yaml:3)

timeline in seconds, > what was found:
     0.000  hit       page view of /
     0.100  call      _hsq.push(["trackCustomBehavioralEvent", \
{"name": "pe4242_course", "properties": {"price": "90"}}])  \
(app.js:41 register)
>    0.200  hit       event pe4242_course, price '90', colour 'red'  (app.js:41 register)

hint: give a value of that type, or correct the plan; 0, false and null are sent as an empty value
see: docs/tracking-plan.md#faults"""
