"""An audit's outcome as a report."""

from __future__ import annotations

from dataclasses import replace

from harness.audit.emails import Masker
from harness.audit.finding import Finding
from harness.audit.result import AuditReport, RuleResult
from harness.audit.rule import RulePage
from harness.audit.testing import choice, event, legacy_event, moment, page, page_view, push, sent, visit
from harness.capture.timeline import AskedHit
from harness.report.build import LONGEST, report_of
from harness.report.model import Coverage, EventSeen, HitSeen, PlaceSeen
from tests.report.cases import DOUBLE, EVERY_OUTCOME


def test_a_hit_tells_what_where_when_and_by_whom() -> None:
    case = visit(
        choice("accept", at_s=1),
        sent(
            event("pe4242_open", course="Math101"), on="/courses?__hstc=1.a.1.1.1.1&__hsfp=7", at_s=2, email="a@b.test"
        ),
        banner="hubspot",
    )
    (hit,) = report_of(AuditReport(visits=(case,))).visits[0].hits

    assert hit == HitSeen(
        kind="event",
        phrase="event pe4242_open",
        page="https://www.acme.test/courses",
        path="/courses",
        at=moment(2),
        sent_at=moment(2),
        portal_id=4242,
        name="pe4242_open",
        properties=(("course", "Math101"),),
        identity=(("email", "a@b.test"),),
        visitor="0" * 32,
        linked=True,
        choice="accept",
    )


def test_the_line_behind_a_hit_is_told() -> None:
    call = replace(push("trackPageView", source="app.js:14 routeChanged"), document="d", number=1)
    view = page_view("/", at_s=1)
    asked = AskedHit(url="https://track.hubspot.com/__ptq.gif", document="d", at=moment(0.5), during=1)
    case = replace(visit(call, view), asked=(asked,))

    assert report_of(AuditReport(visits=(case,))).visits[0].hits[0].cause == "app.js:14 routeChanged"


def test_coverage_tells_places_events_and_identities() -> None:
    assert report_of(AuditReport(visits=(DOUBLE,)), Masker()).coverage == Coverage(
        places=(
            PlaceSeen(place="www.acme.test/", loads=1, views=2, hits=2),
            PlaceSeen(place="www.acme.test/courses/*", loads=0, views=0, hits=1),
            PlaceSeen(place="shop.acme-shop.test/", loads=0, views=1, hits=1),
        ),
        events=(EventSeen(name="pe4242_open", times=1, properties={"course": 1}),),
        identities={"email": 1},
        kinds={"page view": 3, "event": 1},
        visitors=1,
    )


def test_a_legacy_event_is_known_by_its_id() -> None:
    report = report_of(AuditReport(visits=(visit(page("/"), legacy_event("7")),)))

    assert [each.name for each in report.coverage.events] == ["7"]


def test_cookies_are_told_where_they_change() -> None:
    def asked(at_s: float, **cookies: str) -> AskedHit:
        return AskedHit(url="", at=moment(at_s), frame_url="https://www.acme.test/", cookies=tuple(cookies.items()))

    case = replace(visit(), asked=(asked(1, a="1", b="1"), asked(2, a="1", b="2"), asked(3, a="1")))
    moments = report_of(AuditReport(visits=(case,))).visits[0].moments

    assert [each.text for each in moments] == ["a set to 1", "b set to 1", "b changed to 2", "b gone"]


def test_cookies_of_pages_are_told_where_no_hit_saw_any() -> None:
    (told,) = (each for each in EVERY_OUTCOME.visits[0].moments if each.lane == "cookie")

    assert told.text == "hubspotutk set to a1"


def test_a_fix_that_is_the_rules_own_is_not_told_twice() -> None:
    (result, *_) = EVERY_OUTCOME.rules
    assert [finding.fix for finding in result.findings] == [""]


def test_texts_are_masked_and_bounded() -> None:
    found = Finding(message="ada@acme.test " + "a" * 5_000, rule="some-rule")
    result = RuleResult(
        rule="some-rule", family="forms", severity="error", page=RulePage(title="It is so."), findings=(found,)
    )
    message = report_of(AuditReport(results=(result,)), Masker()).findings[0].message

    assert (message[:14], len(message)) == ("a***@acme.test", LONGEST)
