"""What happened in a visit besides its hits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from harness.audit.testing import HOME, fault, malformed, moment, navigation, page, page_view, push, visit
from harness.audit.visit import Visit
from harness.capture.timeline import SourceLine
from harness.report.model import Moment
from harness.report.moments import moments_of

OF_HUBSPOT = SourceLine(url="https://js.hs-analytics.net/analytics/1/4242.js", line=7, column=1, function="pushHeader")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery(Visit):
    """A visit with a fact that this version does not know."""

    portents: tuple[Portent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portent:
    """Something with a time and a phrase of its own."""

    seen_at: datetime
    phrase: str = "a portent over the site"


def test_each_moment_is_in_the_lane_of_its_kind() -> None:
    case = visit(
        navigation("/", "load", at_s=0),
        push("setPath", "/a", at_s=1, source="app.js:3 go"),
        replace(push("setPortalId", 4242, at_s=2), stack=(OF_HUBSPOT,)),
        fault("csp", "blocked", at_s=3),
        malformed("torn", at_s=4),
    )

    assert moments_of(case) == (
        Moment(lane="navigation", at=moment(0), text="load https://www.acme.test/", page=HOME),
        Moment(lane="call", at=moment(1), text='_hsq.push(["setPath", "/a"])', page=HOME, cause="app.js:3 go"),
        Moment(
            lane="tracker",
            at=moment(2),
            text='_hsq.push(["setPortalId", 4242])',
            page=HOME,
            cause="4242.js:7 pushHeader",
        ),
        Moment(lane="fault", at=moment(3), text="csp: blocked", page=HOME),
        Moment(lane="malformed", at=moment(4), text="malformed request: torn"),
    )


def test_documents_stand_for_navigations_that_nobody_heard() -> None:
    (told,) = moments_of(visit(page("/about", at_s=1), page_view("/about")))

    assert (told.lane, told.text, told.page) == ("navigation", "document /about", "https://www.acme.test/about")


def test_a_fact_that_is_not_known_yet_is_told_in_its_own_words() -> None:
    (told,) = moments_of(
        Discovery(journey="crawl", start_url=HOME, started_at=moment(0), portents=(Portent(seen_at=moment(1)),))
    )

    assert told == Moment(lane="portent", at=moment(1), text="a portent over the site")
