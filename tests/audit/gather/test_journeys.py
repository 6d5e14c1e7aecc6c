"""Each journey through a sample site: what the visitor did, and what was sent meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from harness.audit.gather import Gathering, Target, gather, site_target
from harness.audit.gather.filling import EMAIL
from harness.audit.visit import Visit
from harness.capture.tap import Surroundings
from harness.stage.browsers import find_browser
from harness.stage.site import bundled_sites, load_site
from harness.wire.hits import CollectedForm

pytestmark = pytest.mark.browser

SITES = bundled_sites()
# One browser for all of them; the engines do not differ in what a visitor presses.
TRIPS = (
    ("consent-platforms", "accept"),
    ("consent-platforms", "decline"),
    ("consent-platforms", "partial"),
    ("consent-platforms", "revoke"),
    ("consent-platforms", "undecided"),
    ("consent-platforms/tracks-after-decline", "decline"),
    ("tracking-before-choice", "revoke"),
    ("tracking-before-choice", "partial"),
    ("exemplary", "decline"),
    ("exemplary", "return"),
    ("shop-cross-domain", "cross-domain"),
    ("exemplary", "cross-domain"),
    ("forms", "form"),
    ("tracking-before-choice", "form"),
    ("tracking-before-choice", "gpc"),
    ("order-dependent-count", "stress"),
)

Trip = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tour:
    """The visit of each site and journey."""

    visits: dict[Trip, Visit]

    def sent(self, *trip: str) -> list[str]:
        """The hits of a visit."""
        return [hit.phrase for hit in self.visit(*trip).hits]

    def chosen(self, *trip: str) -> list[tuple[str, str]]:
        """The decisions of a visit, with the buttons."""
        return [(choice.decision, choice.button) for choice in self.visit(*trip).choices]

    def visit(self, *trip: str) -> Visit:
        """A visit; nothing may have been left in doubt."""
        visit = self.visits[trip[0], trip[1]]
        assert visit.undecided == ()
        return visit


@pytest.fixture(scope="module")
def tour() -> Tour:
    """All trips, in one browser."""
    targets = [site_target(load_site(SITES[name]), journey) for name, journey in TRIPS]
    with pytest.MonkeyPatch.context() as patch:
        # A machine that is busy with other tests may take its time.
        patch.setattr("harness.audit.gather.visitor.STEP_S", 60.0)
        patch.setattr("harness.audit.gather.looking.LOOK_S", 60.0)
        patch.setattr("harness.audit.gather.orders.HOLD_S", 60.0)
        gathered = gather(targets, Gathering(browser=find_browser("chromium"), timeout_s=120, rest_s=120))
    assert gathered.problems == []
    return Tour(dict(zip(TRIPS, gathered.visits, strict=True)))


@pytest.mark.parametrize(
    ("journey", "chosen"),
    [
        pytest.param("accept", [("accept", "#onetrust-accept-btn-handler")], id="accept"),
        pytest.param("decline", [("decline", "#onetrust-reject-all-handler")], id="decline"),
        pytest.param("partial", [("partial", ".save-preference-btn-handler")], id="partial"),
        pytest.param("undecided", [], id="undecided"),
        pytest.param(
            "revoke",
            [("accept", "#onetrust-accept-btn-handler"), ("revoke", "#onetrust-reject-all-handler")],
            id="revoke",
        ),
    ],
)
def test_a_decision_is_kept_with_its_button(tour: Tour, journey: str, chosen: list[tuple[str, str]]) -> None:
    visit = tour.visit("consent-platforms", journey)
    assert (visit.journey, visit.banner, tour.chosen("consent-platforms", journey)) == (journey, "OneTrust", chosen)


@pytest.mark.parametrize(
    ("journey", "views"),
    [
        pytest.param("accept", 2, id="accepted, and on the next page"),
        pytest.param("decline", 0, id="declined"),
        pytest.param("partial", 0, id="all but analytics"),
        pytest.param("undecided", 0, id="never answered"),
    ],
)
def test_a_gated_tracking_code_sends_what_was_allowed(tour: Tour, journey: str, views: int) -> None:
    assert tour.sent("consent-platforms", journey) == ["page view of /onetrust"] * views


def test_a_gate_that_opens_on_any_answer_sends_after_a_refusal(tour: Tour) -> None:
    visit = tour.visit("consent-platforms/tracks-after-decline", "decline")
    (choice,) = visit.choices
    arrived = [hit.request.arrived_at for hit in visit.hits if hit.request and hit.request.arrived_at]
    assert (len(arrived), [at for at in arrived if at < choice.chosen_at]) == (2, [])


def test_a_revocation_in_hubspots_banner_is_reported_and_asks_anew(tour: Tour) -> None:
    trip = ("tracking-before-choice", "revoke")
    assert tour.chosen(*trip) == [
        ("accept", "#hs-eu-confirmation-button"),
        ("revoke", "(window._hsp = window._hsp || []).push(['revokeCookieConsent'])"),
    ]
    assert [sent for sent in tour.sent(*trip) if sent.startswith("consent")] == [
        "consent approved",
        "consent revoked",
    ]


@pytest.mark.parametrize(
    ("trip", "reason"),
    [
        pytest.param(("exemplary", "decline"), "no consent banner was seen", id="no banner"),
        pytest.param(
            ("tracking-before-choice", "partial"),
            "no settings button of the hubspot banner was found; name it with --settings-selector",
            id="a banner that knows all or nothing",
        ),
        pytest.param(
            ("exemplary", "cross-domain"),
            "no second domain of the site is known; name it with --domain",
            id="one domain only",
        ),
        pytest.param(
            ("tracking-before-choice", "form"), "no form that asks for an e-mail address was seen", id="no form"
        ),
    ],
)
def test_a_journey_that_cannot_be_made_says_why(tour: Tour, trip: Trip, reason: str) -> None:
    visit = tour.visit(*trip)
    assert (visit.not_applicable, len(visit.pages)) == (reason, 1)


def test_who_returns_is_the_same_visitor_in_a_second_session(tour: Tour) -> None:
    visit = tour.visit("exemplary", "return")
    first, second = (hit.visitor for hit in visit.hits)
    assert first.usertoken == second.usertoken
    assert [view.hstc and view.hstc.sessions for view in (first, second)] == [1, 2]


def test_another_domain_is_visited_by_a_link_and_left_by_one(tour: Tour) -> None:
    visit = tour.visit("shop-cross-domain", "cross-domain")
    hosts = [page.final_url.split("/")[2] for page in visit.pages]
    views = [hit for hit in visit.hits if hit.phrase.startswith("page view")]
    assert hosts == ["www.acme.test", "acme-shop.test", "www.acme.test"]
    assert len({hit.visitor.usertoken for hit in views}) == 1


def test_a_form_is_submitted_with_a_reserved_address(tour: Tour) -> None:
    (collected,) = (hit for hit in tour.visit("forms", "form").hits if isinstance(hit, CollectedForm))
    assert dict(collected.contact)["email"] == EMAIL


def test_a_form_on_a_real_site_is_left_alone() -> None:
    target = Target(url="https://www.acme.test/", surroundings=Surroundings(live=True), journey="form")
    gathered = gather([target], Gathering(browser=find_browser("chromium")))
    assert [(visit.not_applicable, visit.pages) for visit in gathered.visits] == [
        ("a form that is submitted reaches the site's own server; allow it with --submit-forms", ())
    ]


def test_global_privacy_control_is_said_by_the_page_and_by_each_request(tour: Tour) -> None:
    visit = tour.visit("tracking-before-choice", "gpc")
    requests = [hit.request for hit in visit.hits if hit.request]
    assert [request.url for request in requests if ("sec-gpc", "1") not in request.headers] == []


def test_a_page_is_visited_under_several_orders_of_arrival(tour: Tour) -> None:
    view, event = "page view of /", "event pe4242_lesson_begun"
    arrivals = tour.visit("order-dependent-count", "stress").arrivals
    assert [(each.order, each.undecided) for each in arrivals] == [
        ("as-it-comes", ()),
        ("slow-loader", ()),
        ("slow-banner", ()),
        ("slow-application", ()),
        ("blocked-tracker", ()),
    ]
    assert [each.sent for each in arrivals if each.order.startswith(("slow-l", "slow-a", "blocked"))] == [
        (view,),
        (view, event),
        (),
    ]
