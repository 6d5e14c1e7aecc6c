"""What a test can ask for, and how it prints."""

from __future__ import annotations

import re

import pytest

from harness.audit.testing import consent_decision, event, legacy_event, page_view, push, sent, timeline
from harness.capture.timeline import QueueCall
from harness.errors import UsageError
from harness.expect.claim import AnyQuery
from harness.expect.query import CallQuery, HitQuery
from harness.expect.testing import Seen
from harness.wire.hits import ElementClick, FormHit, FormSubmission, Hit

ALL = Seen(
    timeline(
        page_view("/", title="Home"),
        page_view("/pricing", title="Pricing", email="ada@acme.test", referrer="https://search.test/"),
        page_view("https://acme-shop.test/cart", portal_id=7),
        event("pe4242_course", course_id="Math101"),
        event("pe4242_course", course_id="Art7"),
        legacy_event("7", "20"),
        sent(ElementClick(properties=(("hs_element_text", "Buy"),))),
        sent(FormHit(step="view", form_id="f1")),
        sent(FormSubmission(form_id="f1")),
        consent_decision("approved"),
        push("identify", email="ada@acme.test", id=7),
        push("setPath", "/pricing"),
        push("revokeCookieConsent", queue="_hsp"),
        push("setPath", "/", source="https://js.hs-analytics.net/analytics/1/4242.js:1"),
    )
)
HITS, CALLS = ALL.timeline.hits, ALL.timeline.calls
HOME, PRICING, SHOP, COURSE, OTHER_COURSE, LEGACY, CLICK, FORM, SUBMISSION, APPROVED = HITS
IDENTIFY, SET_PATH, REVOKE, _ = CALLS


class Locator:
    """Prints as one of Playwright's does."""

    def __init__(self, selector: str) -> None:
        self.selector = selector

    def evaluate_all(self, expression: str) -> object:
        raise AssertionError(expression)

    def __str__(self) -> str:
        return f"<Locator frame=<Frame name= url='/'> selector={self.selector}>"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param(ALL.page_view(), (HOME, PRICING, SHOP), id="page views"),
        pytest.param(ALL.page_view("/pricing"), (PRICING,), id="page view of a path"),
        pytest.param(ALL.page_view(title=re.compile("ing$")), (PRICING,), id="page view by title"),
        pytest.param(ALL.page_view(host="acme-shop.test"), (SHOP,), id="page view on a host"),
        pytest.param(ALL.page_view(referrer="https://search.test/"), (PRICING,), id="by referrer"),
        pytest.param(ALL.page_view(portal_id=7), (SHOP,), id="page view by portal"),
        pytest.param(ALL.event(), (COURSE, OTHER_COURSE), id="events"),
        pytest.param(ALL.event("pe4242_course", course_id="Art7"), (OTHER_COURSE,), id="event by property"),
        pytest.param(ALL.event(coupon=None), (COURSE, OTHER_COURSE), id="events without a property"),
        pytest.param(ALL.legacy_event(7, 20), (LEGACY,), id="legacy event"),
        pytest.param(ALL.identity(), (PRICING,), id="any identity"),
        pytest.param(ALL.identity("ada@acme.test"), (PRICING,), id="identity by e-mail"),
        pytest.param(ALL.identity(plan="gold"), (), id="identity by a pair"),
        pytest.param(ALL.click(hs_element_text="Buy"), (CLICK,), id="click"),
        pytest.param(ALL.form(form_id="f1"), (FORM, SUBMISSION), id="all steps of a form"),
        pytest.param(ALL.form("submission"), (SUBMISSION,), id="form submission"),
        pytest.param(ALL.consent("approved"), (APPROVED,), id="consent decision"),
        pytest.param(ALL.hit(), HITS, id="all hits"),
        pytest.param(ALL.hit(host="acme-shop.test"), (SHOP,), id="hits on a host"),
    ],
)
def test_a_query_finds_hits(query: HitQuery, found: tuple[Hit, ...]) -> None:
    assert query.of(ALL.timeline) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param(ALL.call(), (IDENTIFY, SET_PATH, REVOKE), id="calls of the site, not of the tracking code"),
        pytest.param(ALL.call("identify", {"email": "ada@acme.test"}), (IDENTIFY,), id="by an argument"),
        pytest.param(ALL.call("setPath", "/docs"), (), id="by another argument"),
        pytest.param(ALL.call(queue="_hsp"), (REVOKE,), id="by queue"),
    ],
)
def test_a_query_finds_calls(query: CallQuery, found: tuple[QueueCall, ...]) -> None:
    assert query.of(ALL.timeline) == found


@pytest.mark.parametrize(
    ("query", "phrase"),
    [
        pytest.param(ALL.page_view(), "page view", id="page view"),
        pytest.param(ALL.page_view("/pricing"), "page view of /pricing", id="path"),
        pytest.param(ALL.page_view(re.compile("^/docs")), "page view of /^/docs/", id="pattern"),
        pytest.param(
            ALL.page_view("/", host="docs.acme.test", title="Docs", portal_id=7),
            "page view of / on docs.acme.test with title 'Docs' and portal_id 7",
            id="several demands",
        ),
        pytest.param(ALL.event("pe4242_x", plan="gold"), "event pe4242_x with plan 'gold'", id="event"),
        pytest.param(ALL.legacy_event(7), "legacy event 7", id="legacy event"),
        pytest.param(ALL.identity("ada@acme.test"), "hit with email 'ada@acme.test'", id="identity"),
        pytest.param(ALL.identity(), "hit with any identity", id="any identity"),
        pytest.param(ALL.form("view", form_id="f1"), "form view with form_id 'f1'", id="form"),
        pytest.param(ALL.consent("approved"), "consent approved", id="consent"),
        pytest.param(ALL.call("setPath", "/x"), "call of setPath with argument 1 '/x'", id="call"),
        pytest.param(ALL.call(queue="_hsp"), "call on _hsp", id="queue"),
        pytest.param(ALL.cookie(), "any cookie of HubSpot's", id="any cookie"),
        pytest.param(ALL.cookie(re.compile("^__hs")), "cookie /^__hs/", id="cookies of a pattern"),
        pytest.param(
            ALL.cookie("hubspotutk", host="acme-shop.test", value=re.compile("^a")),
            "cookie hubspotutk on acme-shop.test with value /^a/",
            id="cookie",
        ),
        pytest.param(ALL.link("https://acme-shop.test/?a=1"), "link to https://acme-shop.test/", id="address"),
        pytest.param(ALL.link(Locator("'css=a'")), "link at css=a", id="locator"),
        pytest.param(
            ALL.link(Locator("""'internal:role=link[name="Shop"i]'""")), 'link at role=link[name="Shop"i]', id="by role"
        ),
        pytest.param(
            ALL.link(Locator("""'css=a >> internal:has-text="Ada\\'s"i'""")),
            """link at css=a >> internal:has-text="Ada\\'s"i""",
            id="by text",
        ),
        pytest.param(ALL.link(Locator('"text=Ada\'s"')), "link at text=Ada's", id="in other quotes"),
        pytest.param(ALL.link(Locator("?")), "link at <Locator frame=<Frame name= url='/'> selector=?>", id="unknown"),
    ],
)
def test_a_query_prints_as_a_phrase(query: AnyQuery, phrase: str) -> None:
    assert query.phrase == phrase


def test_a_query_knows_where_it_looks() -> None:
    assert ALL.page_view().source is ALL


def test_a_cookie_that_hubspot_does_not_know_is_told() -> None:
    with pytest.raises(UsageError) as caught:
        ALL.cookie("__hs_utk")

    assert str(caught.value).startswith("'__hs_utk' is no cookie of HubSpot's; there are __hstc, hubspotutk, __hssc, ")


def test_what_is_neither_locator_nor_address_has_no_links() -> None:
    with pytest.raises(UsageError) as caught:
        ALL.link(4242)  # type: ignore[arg-type]  # what a user without a type checker may do

    assert str(caught.value) == "link() takes a locator or an address, not 4242; try page.locator('a')"
