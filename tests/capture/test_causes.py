"""Why a hit was sent: the queue call behind it, and nothing that is only likely."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from harness.audit.testing import consent_decision, event, legacy_event, malformed, moment, page_view, push
from harness.capture.causes import Cause
from harness.capture.entries import AskedHit, QueueCall, SourceLine
from harness.capture.timeline import Timeline
from harness.tracker.config import ClickEvent, Generation, PortalConfig
from harness.wire.encode import encode
from harness.wire.hits import (
    BannerReport,
    ElementClick,
    FormSubmission,
    Hit,
    Malformed,
    PageView,
    RawRequest,
    ScriptError,
)

if TYPE_CHECKING:
    from tests.capture.conftest import Visit

AnyHit = TypeVar("AnyHit", bound=Hit | Malformed)

TRACKER = SourceLine(url="https://js.hs-analytics.net/analytics/1/4242.js", line=1, column=9)
APP = SourceLine(url="https://www.acme.test/app.js", line=41, column=1, function="onRouteChange")
BANNER = "https://js.hs-banner.com/v2/4242/banner.js:1"
HEADER = "https://js.hs-analytics.net/analytics/1/4242.js:1"
DOCUMENT = "1 0.5"


def image(number: int, **told: Any) -> AskedHit:
    """An image that the tracker asked for."""
    facts = {"url": f"https://track.hubspot.com/__ptq.gif?{number}", "at": moment(1), "stack": (TRACKER,), **told}
    return AskedHit(document=DOCUMENT, **facts)


def carried(hit: AnyHit, number: int) -> AnyHit:
    """A hit as it came by that image."""
    return replace(hit, request=RawRequest(url=image(number).url))


def call(
    function: str, *arguments: Any, number: int, source: str = "app.js:41 onRouteChange", **told: Any
) -> QueueCall:
    """A call after the takeover."""
    return replace(push(function, *arguments, source=source), document=DOCUMENT, number=number, **told)


def early(function: str, *arguments: Any, number: int, **told: Any) -> QueueCall:
    """A call that waited for the tracker."""
    return call(function, *arguments, number=number, before_takeover=True, **told)


def causes(*entries: Any) -> list[Cause]:
    """The cause of each hit, in the order in which they became known."""
    seen = Timeline(entries)
    return [seen.cause_of(entry) for entry in seen if isinstance(entry, Hit | Malformed)]


def calls(*entries: Any) -> list[QueueCall | None]:
    return [cause.call for cause in causes(*entries)]


VIEW = carried(page_view("/"), 1)


def test_the_call_that_was_executed_meanwhile_is_the_cause() -> None:
    made, asked = call("trackPageView", number=7), image(1, during=7)

    assert causes(made, asked, VIEW) == [Cause(call=made, source=APP, asked=asked)]


def test_a_call_out_of_another_one_is_the_cause() -> None:
    outer = call("(function)", number=1)
    inner = call("trackPageView", number=2, source="app.js:50", during=1)

    assert calls(outer, inner, image(1, during=2), VIEW) == [inner]


def test_what_the_banner_calls_within_a_call_of_the_site_is_traced_to_that() -> None:
    revoke = call("revokeCookieConsent", number=1, queue="_hsp")
    report = call("trackRevokeCookieConsent", number=2, source=BANNER, during=1)

    assert calls(revoke, report, image(1, during=2), carried(consent_decision("revoked"), 1)) == [revoke]


def test_what_the_banner_calls_by_itself_has_no_call_of_the_site() -> None:
    report, asked = call("trackApproveCookieConsent", number=1, source=BANNER), image(1, during=1)

    assert causes(report, asked, carried(consent_decision("approved"), 1)) == [
        Cause(reason="consent banner", asked=asked)
    ]


def test_what_hubspots_code_calls_for_reasons_of_its_own_comes_from_it() -> None:
    made, asked = call("trackFeedbackView", number=1, source=HEADER), image(1, during=1)

    assert causes(made, asked, carried(malformed("no portal id"), 1)) == [Cause(reason="tracking code", asked=asked)]


def test_calls_that_waited_are_told_by_their_order() -> None:
    own, automatic = early("trackPageView", number=1), early("trackPageView", number=2, source=HEADER)
    asked = [image(1, takeover="_hsq"), image(2, takeover="_hsq")]

    assert causes(own, automatic, *asked, VIEW, carried(page_view("/"), 2)) == [
        Cause(call=own, source=APP, asked=asked[0]),
        Cause(reason="automatic", asked=asked[1]),
    ]


def test_events_that_waited_are_told_by_their_names() -> None:
    first, second = (
        early("trackCustomBehavioralEvent", {"name": name}, number=number)
        for number, name in enumerate(("pe4242_one", "pe4242_two"), 1)
    )
    asked = [image(1, takeover="_hsq"), image(2, takeover="_hsq")]

    assert calls(first, second, *asked, carried(event("pe4242_two"), 1), carried(event("pe4242_one"), 2)) == [
        second,
        first,
    ]


def test_an_image_that_was_blocked_counts_among_those_of_its_kind() -> None:
    first, second = early("trackPageView", number=1), early("trackPageView", number=2)
    blocked = image(9, url=encode(PageView(portal_id=4242)).url, takeover="_hsq")

    assert calls(first, second, blocked, image(1, takeover="_hsq"), VIEW) == [second]


def test_where_a_call_sent_nothing_it_is_not_known_which() -> None:
    asked = image(1, takeover="_hsq")

    assert causes(early("trackPageView", number=1), early("trackPageView", number=2), asked, VIEW) == [
        Cause(asked=asked)
    ]


def test_what_no_waiting_call_sends_comes_from_the_tracking_code() -> None:
    asked = image(1, takeover="_hsq")

    assert causes(early("setPath", "/", number=1), asked, VIEW) == [Cause(reason="automatic", asked=asked)]


def test_calls_that_waited_in_a_queue_that_was_replaced_are_lost() -> None:
    lost, new, kept = early("trackPageView", number=1), early("(new queue)", number=2), early("trackPageView", number=3)

    assert calls(lost, new, kept, image(1, takeover="_hsq"), VIEW) == [kept]


def test_what_is_asked_for_out_of_a_waiting_function_is_caused_by_it() -> None:
    pushed, asked = early("(function)", number=1), image(1, takeover="_hsq", stack=(TRACKER, APP, TRACKER))

    assert causes(pushed, early("trackPageView", number=2), asked, VIEW) == [
        Cause(call=pushed, source=APP, asked=asked)
    ]


@pytest.mark.parametrize("functions", [pytest.param(0, id="none"), pytest.param(2, id="two")])
def test_a_function_that_cannot_be_told_is_not_guessed(functions: int) -> None:
    asked = image(1, takeover="_hsq", stack=(TRACKER, APP, TRACKER))
    pushed = [early("(function)", number=number) for number in range(1, functions + 1)]

    assert causes(*pushed, asked, VIEW) == [Cause(source=APP, asked=asked)]


def test_a_revocation_that_waited_is_traced_through_both_queues() -> None:
    revoke = early("revokeCookieConsent", number=1)
    handed = early("revokeCookieConsent", number=2, queue="_hsp", source=HEADER, takeover="_hsq")
    report = call("trackRevokeCookieConsent", number=3, source=BANNER, takeover="_hsp")

    assert calls(revoke, handed, report, image(1, during=3), carried(consent_decision("revoked"), 1)) == [revoke]


def test_a_captured_click_is_a_cause_of_its_own() -> None:
    asked = image(1)

    assert causes(asked, carried(ElementClick(), 1)) == [Cause(reason="captured click", asked=asked)]


def test_a_click_that_the_site_makes_itself_names_the_line() -> None:
    asked = image(1, stack=(TRACKER, APP))

    assert causes(asked, carried(ElementClick(), 1)) == [Cause(reason="captured click", source=APP, asked=asked)]


@pytest.mark.parametrize(
    "hit", [pytest.param(event("pe4242_buy"), id="event"), pytest.param(legacy_event("7"), id="legacy event")]
)
def test_an_event_that_no_call_names_comes_from_a_clicked_element(hit: Hit) -> None:
    asked, other = image(1), call("trackCustomBehavioralEvent", {"name": "pe4242_other"}, number=1)

    assert causes(other, asked, carried(hit, 1)) == [Cause(reason="clicked element", asked=asked)]


def test_an_event_that_a_call_had_wanted_may_come_from_either() -> None:
    asked, made = image(1), call("trackCustomBehavioralEvent", {"name": "pe4242_buy"}, number=1)

    assert causes(made, asked, carried(event("pe4242_buy"), 1)) == [Cause(asked=asked)]


@pytest.mark.parametrize(
    ("stack", "source"),
    [
        pytest.param((APP,), APP, id="a picture of the site's own"),
        pytest.param((TRACKER, APP), APP, id="the tracker, called by the site past the queue"),
        pytest.param((), None, id="no stack"),
    ],
)
def test_what_was_asked_for_outside_of_any_call_is_not_known(
    stack: tuple[SourceLine, ...], source: SourceLine | None
) -> None:
    asked = image(1, stack=stack)

    assert causes(asked, VIEW) == [Cause(source=source, asked=asked)]


def test_a_report_of_the_trackers_own_errors_tells_no_cause() -> None:
    asked = image(1)

    assert causes(asked, carried(ScriptError(), 1)) == [Cause(asked=asked)]


@pytest.mark.parametrize(
    ("hit", "reason"),
    [
        pytest.param(BannerReport(activity="view"), "consent banner", id="banner report"),
        pytest.param(FormSubmission(), "form", id="form submission"),
        pytest.param(page_view("/"), "", id="page view from elsewhere"),
    ],
)
def test_what_comes_without_an_image_is_known_by_its_kind(hit: Hit, reason: str) -> None:
    assert causes(hit) == [Cause(reason=reason)]


def test_a_call_that_is_not_on_record_is_not_replaced_by_another() -> None:
    asked = image(1, during=7)

    assert causes(call("trackPageView", number=6), asked, VIEW) == [Cause(asked=asked)]


def test_a_page_that_tells_lies_about_its_calls_ends_nothing() -> None:
    circle = [call("trackPageView", number=number, source=HEADER, during=3 - number) for number in (1, 2)]
    asked = image(1, during=2)

    assert causes(*circle, asked, VIEW) == [Cause(asked=asked)]


@pytest.mark.parametrize("fate", [{"merged": True}, {"cut_off": True}], ids=["merged", "cut off"])
def test_hits_without_a_request_of_their_own_have_their_own_calls(fate: dict[str, bool]) -> None:
    one, two = call("trackPageView", number=1), call("trackPageView", number=2)

    assert calls(one, image(1, during=1), two, image(1, during=2), replace(VIEW, **fate), VIEW) == [two, one]


def test_a_call_before_a_window_is_known_in_it() -> None:
    whole = Timeline((call("trackPageView", number=1), image(1, during=1)))
    made = whole.calls[0]
    window = whole.with_entries([VIEW]).since(whole.mark())

    assert (window.hits, window.cause_of(VIEW).call) == ((VIEW,), made)


def test_the_calls_before_a_hit_are_those_of_its_document() -> None:
    path, other = call("setPath", "/about", number=1), replace(call("setPath", "/", number=1), document="other")
    made, later = call("trackPageView", number=2), call("identify", number=3)
    seen = Timeline((path, other, made, image(1, during=2), later, VIEW, page_view("/")))

    assert [seen.causes.calls_before(hit) for hit in seen.hits] == [(path, made), ()]


@pytest.mark.parametrize(
    ("cause", "known"),
    [
        pytest.param(Cause(call=call("trackPageView", number=1)), True, id="a call"),
        pytest.param(Cause(reason="automatic"), True, id="a reason"),
        pytest.param(Cause(source=APP), False, id="only a line"),
    ],
)
def test_a_cause_is_known_by_its_call_or_reason(cause: Cause, known: bool) -> None:
    assert cause.known is known


SCRIPT = """\
window._hsq = [["setPath", "/early"]];
_hsq.push(["trackPageView"]);
_hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_early" }]);
_hsq.push(function ready(tracker) { tracker.trackCustomBehavioralEvent({ name: "pe4242_function" }); });
function late() {
  _hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_late" }]);
}
function nested() {
  _hsq.push(() => _hsq.push(["trackCustomBehavioralEvent", { name: "pe4242_nested" }]));
}
function revoke() {
  _hsq.push(["revokeCookieConsent"]);
}
"""
BODY = """
<script src="/app.js"></script><button id="buy">Buy</button>
<script id="hs-script-loader" async defer src="https://js.hs-scripts.com/4242.js"></script>"""


# Engines differ in how they tell of stacks, and one generation shows that; generations differ in what they ask for.
whatever_the_engine = pytest.mark.only_browser("chromium")


@pytest.mark.parametrize(
    "generation",
    [
        pytest.param("2021", marks=whatever_the_engine),
        pytest.param("2023", marks=whatever_the_engine),
        "current",
    ],
)
def test_every_hit_of_a_page_is_traced(visit: Callable[..., Visit], generation: Generation) -> None:
    rule = ClickEvent(selector="#buy", event="pe4242_clicked")
    seen = visit(portal=PortalConfig(generation=generation, click_events=(rule,)))
    (seen.folder / "app.js").write_text(SCRIPT, encoding="utf-8")
    seen.open(BODY)
    seen.hubspot.settle()
    seen.page.evaluate("() => { late(); nested(); }")
    seen.page.get_by_role("button").click()
    seen.page.evaluate("() => revoke()")
    seen.hubspot.settle()

    causes = seen.timeline.causes
    told = [(hit.phrase, causes.of(hit)) for hit in seen.timeline.hits if not isinstance(hit, ElementClick)]
    assert sorted((phrase, cause.reason or str(cause.source)) for phrase, cause in told) == [
        ("consent revoked", "app.js:12 revoke"),
        ("event pe4242_clicked", "clicked element"),
        ("event pe4242_early", "app.js:3"),
        ("event pe4242_function", "app.js:4"),
        ("event pe4242_late", "app.js:6 late"),
        ("event pe4242_nested", "app.js:9"),
        ("page view of /early", "app.js:2"),
        ("page view of /early", "automatic"),
    ]
