"""Segment's own library with its HubSpot destinations: what each way to use it sends, and what the audit finds."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from harness import Hubspot
from harness.capture.timeline import Timeline
from harness.stage.places import Engine
from tests.sites.visiting import SITES, VisitsOf, expected, found, sent

pytestmark = [pytest.mark.browser, pytest.mark.npm]

ADA = "email=ada@acme.test id=7"
OF_ACME = "company=Acme Academy"
KNOWN = f"email=ada@acme.test favourite_course=Math101 id=7 {OF_ACME}"
REGISTERED = f"event pe4242_course_registration {ADA} {OF_ACME}"

RIGHT = [
    "(/) Acme Academy",
    "/courses?level=advanced Courses | Acme Academy",
    f"/account Account | Acme Academy {ADA} {OF_ACME}",
    REGISTERED,
]
SENT = {
    "segment": RIGHT,
    "segment/stock": [
        "(/) Acme Academy",
        "(/) Acme Academy",
        "(/courses?level=advanced) Courses | Acme Academy",
        "(/account) Account | Acme Academy",
    ],
    "segment/without-path": [
        "(/) Acme Academy",
        "(/courses?level=advanced) Courses | Acme Academy",
        f"(/account) Account | Acme Academy {ADA} {OF_ACME}",
        REGISTERED,
    ],
    # What was queued is told in another order, so nothing is left that could take the identity along.
    "segment/queued": ["(/) Acme Academy", "event pe4242_signed_in"],
    "segment/left-early": ["(/account) Account | Acme Academy"],
    "segment-classic": [
        "(/) Acme Academy",
        "(/courses?level=advanced) Courses | Acme Academy",
        f"legacy event Signed In 90 {KNOWN}",
        f"(/account) Account | Acme Academy {KNOWN}",
    ],
    # The library keeps what it could not tell, and tells it on the next page.
    "segment-classic/left-early": ["(/account) Account | Acme Academy", f"legacy event Signed In  {ADA}"],
}


@pytest.mark.parametrize(
    ("engine", "lines"),
    [pytest.param("chromium", SENT, id="chromium"), pytest.param("firefox", {"segment": RIGHT}, id="firefox")],
)
def test_a_destination_sends_what_its_site_shows(
    visits_of: VisitsOf, engine: Engine, lines: dict[str, list[str]]
) -> None:
    visits = visits_of(lines, engine)

    assert {name: sent(visit) for name, visit in visits.items()} == lines
    assert {name: found(visit) for name, visit in visits.items()} == {name: expected(name) for name in visits}


def test_every_variant_is_visited() -> None:
    assert {name for name in SITES if name.startswith("segment")} == SENT.keys()


E = "ada@acme.test"
DATE = "new Date(1788000000000)"
MS = 1788000000000
# Each call of Segment's, and what the classic destination pushes for it, as it was recorded.
PUSHED: dict[str, list[Any]] = {
    "identify('id')": [],
    f"identify({{email: '{E}'}})": [["identify", {"email": E}]],
    f"identify('id', {{email: '{E}'}})": [["identify", {"id": "id", "email": E}]],
    f"identify({{email: '{E}', date: {DATE}}})": [["identify", {"email": E, "date": MS}]],
    f"identify({{email: '{E}', firstName: 'Ada', lastName: 'Star'}})": [
        ["identify", {"email": E, "firstname": "Ada", "lastname": "Star"}]
    ],
    f"identify({{email: '{E}', yOlO: 'yolo'}})": [["identify", {"email": E, "yolo": "yolo"}]],
    f"identify({{email: '{E}', 'stars are\\tlife\\rand\\vgood\\ntoday\\fhooray': 'yolo'}})": [
        ["identify", {"email": E, "stars_are_life_and_good_today_hooray": "yolo"}]
    ],
    f"identify({{email: '{E}', 'stars.are.life': 'yolo'}})": [["identify", {"email": E, "stars_are_life": "yolo"}]],
    f"identify({{email: '{E}', company: {{name: 'Acme Academy'}}}})": [
        ["identify", {"email": E, "company": "Acme Academy"}]
    ],
    f"identify({{email: '  {E} ', company: {{name: ' Acme Academy '}}}})": [
        ["identify", {"email": E, "company": "Acme Academy"}]
    ],
    "track('event')": [["trackEvent", "event", {"id": "event"}]],
    "track('event', {property: true})": [["trackEvent", "event", {"property": True, "id": "event"}]],
    f"track('event', {{date: {DATE}}})": [["trackEvent", "event", {"date": MS, "id": "event"}]],
    "track('Viewed Product', {})": [["trackEvent", "Viewed Product", {"id": "Viewed Product"}]],
    "track('Viewed Product', {id: '12345'})": [
        ["trackEvent", "Viewed Product", {"id": "Viewed Product", "_id": "12345"}]
    ],
    "track('Did Something Valuable', {id: '12345', revenue: 13})": [
        ["trackEvent", "Did Something Valuable", {"id": "Did Something Valuable", "_id": "12345", "value": 13}]
    ],
    "track('   Did Something Valuable  ', {id: '   12345 ', revenue: 13})": [
        ["trackEvent", "Did Something Valuable", {"id": "Did Something Valuable", "_id": "12345", "value": 13}]
    ],
    "page()": [["trackPageView"]],
    # Beyond what its makers test.
    f"identify({{email: '{E}', companyName: 'Acme'}})": [["identify", {"email": E, "companyname": "Acme"}]],
    f"identify({{email: '{E}', jobTitle: 'Teacher', createdAt: {DATE}, zip: '1010'}})": [
        ["identify", {"email": E, "jobtitle": "Teacher", "createdat": MS, "zip": "1010"}]
    ],
    f"identify('{E}')": [["identify", {"id": E}]],
    "track('Paid', {revenue: '$1,200.50', value: 9})": [["trackEvent", "Paid", {"id": "Paid", "value": 1}]],
    "track('Paid', {revenue: 0, id: 0})": [["trackEvent", "Paid", {"id": "Paid", "_id": 0, "revenue": 0}]],
    "track('Paid', {}, {integrations: {HubSpot: false}})": [],
    "track('Paid', {nested: {a: 1}, none: null, yes: true, one: 1})": [
        ["trackEvent", "Paid", {"id": "Paid", "nested": {"a": 1}, "none": None, "yes": True, "one": 1}]
    ],
    "group('acme', {name: 'Acme'})": [],
    "alias('ada')": [],
}


CALLED = """async (calls) => {
  await new Promise((ready) => analytics.ready(ready));
  for (const call of calls) {
    await analytics.reset();
    _hsq.push(["case", call]);
    await eval(`analytics.${call}`);
  }
}"""


def pushed_by_case(timeline: Timeline) -> dict[str, list[Any]]:
    """What was pushed after each entry that names a case."""
    pushed: dict[str, list[Any]] = {}
    for call in timeline.calls:
        if call.function == "case":
            pushed[str(call.arguments[0])] = []
        elif pushed:
            pushed[next(reversed(pushed))].append([call.function, *call.arguments])
    return pushed


@pytest.mark.only_browser("chromium")
@pytest.mark.hubspot(site="segment-classic")
def test_the_classic_destination_maps_what_segment_is_told(page: Page, hubspot: Hubspot) -> None:
    page.goto("https://www.acme.test/")
    page.evaluate(CALLED, list(PUSHED))
    hubspot.settle()
    assert pushed_by_case(hubspot.timeline) == PUSHED
