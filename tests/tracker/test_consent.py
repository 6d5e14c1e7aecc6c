"""Consent: what the banner tells the tracker, what the tracker makes of it, what is remembered."""

from __future__ import annotations

import pytest

from tests.tracker.conftest import whatever_the_engine

pytestmark = pytest.mark.browser

ACCEPT, DECLINE = "hs-eu-confirmation-button", "hs-eu-decline-button"
SAID = ("k", "rv", "ce", "pt", "cc")
GRANTED = {"necessary": True, "analytics": True, "advertisement": True, "functionality": True}
REFUSED = {"necessary": True, "analytics": False, "advertisement": False, "functionality": False}
LISTEN = """var _hsp = window._hsp = []; window.told = [];
    _hsp.push(['addPrivacyConsentListener', (consent) => told.push(consent)]);"""


def press(shop, *ids):
    """Press buttons of the banner."""
    shop.run(" ".join(f"document.getElementById('{name}').click();" for name in ids))


def said(shop):
    """What each hit says of consent, on one line each."""
    return [" ".join(f"{name}={value}" for name, value in hit.items()) for hit in shop.sent(*SAID)]


@whatever_the_engine
@pytest.mark.parametrize(
    ("generation", "policy", "view", "cookies"),
    [
        pytest.param("2021", "none", "k=1 cc=15", 4, id="no policy is consent"),
        pytest.param("2021", "notify", "k=1 pt=0 cc=15", 4, id="to be notified is consent"),
        pytest.param("2021", "opt-in", "k=1 ce=false pt=1 cc=0", 0, id="the first banner does not call back"),
        pytest.param("2021", "no-cookies", "k=1 ce=false pt=2 cc=1", 0, id="no cookies in 2021"),
        pytest.param("2023", "no-cookies", "k=1 rv=1 ce=false pt=2 cc=1", 0, id="every refusal resets since 2023"),
        pytest.param("2023", "categories", "k=1 ce=false pt=3 cc=0", 0, id="by category"),
        pytest.param(
            "current", "opt-in", "k=1 rv=1 ce=false cc=1", 0, id="the second banner tells a refusal, no policy"
        ),
        pytest.param("current", "notify", "k=1 cc=15", 4, id="notified by the second banner"),
    ],
)
def test_the_first_view_says_what_the_policy_allows(lab, generation, policy, view, cookies):
    shop = lab(generation=generation, policy=policy)
    shop.open("/")
    assert (said(shop), len(shop.cookies())) == ([view], cookies)


@whatever_the_engine
def test_without_a_banner_each_page_has_a_throw_away_visitor(lab):
    shop = lab(banner="absent")
    shop.open("/")
    shop.open("/next")
    assert said(shop) == ["k=1 ce=false cc=0"] * 2
    assert (len({hit.values["vi"] for hit in shop.hits}), shop.cookies()) == (2, {})


def test_accepting_writes_cookies_at_once_and_keeps_the_visitor(lab):
    shop = lab(policy="opt-in")
    shop.open("/")
    press(shop, ACCEPT)
    shop.open("/next")
    assert said(shop) == ["k=1 ce=false pt=1 cc=0", "k=28 pt=1 cc=15", "k=1 pt=1 cc=15"]
    assert len({hit.values["vi"] for hit in shop.hits}) == 1
    assert [sorted(hit) for hit in shop.sent("u", "b")] == [[], ["b", "u"], ["b", "u"]]
    assert shop.cookies("__hs_opt_out", "__hs_initial_opt_in") == {"__hs_opt_out": "no", "__hs_initial_opt_in": "true"}
    assert shop.ask("document.getElementById('hs-banner')") is None


@whatever_the_engine
@pytest.mark.parametrize(("generation", "visitors", "reset"), [("2021", 2, ""), ("2023", 3, "rv=1 ")])
def test_declining_holds_on_later_pages_and_hits_go_on_without_a_name(lab, generation, visitors, reset):
    shop = lab(generation=generation, policy="opt-in")
    shop.open("/")
    press(shop, DECLINE)
    shop.open("/next")
    refused = f"{reset}ce=false pt=1 cc=1"
    assert said(shop) == ["k=1 ce=false pt=1 cc=0", f"k=29 {refused}", f"k=1 {refused}"]
    assert (len({hit.values["vi"] for hit in shop.hits}), shop.cookies()) == (visitors, {"__hs_opt_out": "yes"})


@whatever_the_engine
@pytest.mark.parametrize(
    ("generation", "chosen", "report", "kept"),
    [
        pytest.param(
            "2021", ["analytics"], "k=28 pt=3 cc=3", "1:true,2:false,3:false", id="analytics alone is consent"
        ),
        pytest.param(
            "2021",
            ["advertisement", "functionality"],
            "k=29 ce=false pt=3 cc=13",
            "1:false,2:true,3:true",
            id="all else",
        ),
        pytest.param("current", ["analytics"], "k=28 rv=1 cc=3", "1:true_2:false_3:false", id="the second banner"),
    ],
)
def test_a_choice_by_category_is_told_and_kept(lab, generation, chosen, report, kept):
    shop = lab(generation=generation, policy="categories")
    shop.open("/")
    toggles = [f"hs-category-toggle-{category}" for category in chosen]
    press(shop, "hs-eu-cookie-settings-button", *toggles, "hs-modal-save-settings")
    assert (said(shop)[-1], shop.cookies("__hs_cookie_cat_pref")) == (report, {"__hs_cookie_cat_pref": kept})
    shop.open("/next")
    assert shop.ask("document.getElementById('hs-banner')") is None


@pytest.mark.parametrize("queue", ["_hsp", "_hsq"])
def test_revoking_removes_the_cookies_and_the_next_page_asks_again(lab, queue):
    shop = lab(policy="opt-in")
    shop.open("/")
    press(shop, ACCEPT)
    shop.run(f"{queue}.push(['revokeCookieConsent']);")
    assert (said(shop)[-1], shop.cookies()) == ("k=30 rv=1 ce=false pt=1 cc=1", {})
    shop.open("/next")
    assert said(shop)[-1] == "k=1 ce=false pt=1 cc=0"


@whatever_the_engine
def test_listeners_of_both_queues_are_told_of_each_change(lab):
    shop = lab()
    shop.open("/", before=LISTEN)
    shop.run("_hsq.push(['addPrivacyConsentListener', (consent) => told.push(consent)]);")
    shop.run("_hsp.push(['revokeCookieConsent']);")
    granted = {"allowed": True, "categories": GRANTED, "previousCategories": REFUSED}
    refused = {"allowed": False, "categories": REFUSED, "previousCategories": GRANTED}
    assert shop.ask("told") == [granted, granted, refused, refused]


@whatever_the_engine
def test_a_listener_that_throws_disturbs_nobody(lab):
    shop = lab()
    shop.open("/", before="var _hsp = window._hsp = [['addPrivacyConsentListener', () => { throw new Error('x'); }]];")
    assert said(shop) == ["k=1 cc=15"]


@whatever_the_engine
def test_the_page_may_set_consent_which_is_not_kept(lab):
    shop = lab(generation="current", policy="opt-in")
    shop.open("/", before="window.disableHubSpotCookieBanner = true;")
    shop.run("_hsq.push(['setHubSpotConsent', {analytics: true}]); _hsq.push(['trackPageView']);")
    assert (shop.ask("document.getElementById('hs-banner')"), said(shop)[-1]) == (None, "k=1 rv=1 cc=3")
    shop.open("/next", before="window.disableHubSpotCookieBanner = true;")
    assert said(shop)[-1] == "k=1 rv=1 ce=false cc=1"


@whatever_the_engine
@pytest.mark.parametrize(
    ("generation", "policy", "answer"),
    [
        pytest.param("2023", "notify", "k=1 pt=0 cc=15", id="not for the first banner"),
        pytest.param("current", "notify", "k=1 rv=1 ce=false cc=1", id="for the second"),
        pytest.param("current", "none", "k=1 cc=15", id="not where no policy applies"),
    ],
)
def test_global_privacy_control_is_a_refusal_for_the_second_banner(lab, generation, policy, answer):
    shop = lab(generation=generation, policy=policy, gpc=True)
    signal = (
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true, configurable: true});"
    )
    shop.open("/", before=signal)
    assert said(shop) == [answer]


@whatever_the_engine
def test_a_banner_that_is_shut_off_never_answers(lab):
    shop = lab(generation="current")
    shop.open("/", before="window.disabledHsPopups = ['PRIVACY'];")
    assert said(shop) == ["k=1 ce=false cc=0"]


@whatever_the_engine
def test_a_late_banner_leaves_the_first_view_without_cookies(lab):
    shop = lab(banner_delay_ms=30)
    shop.open("/")
    shop.wait_for("document.cookie.includes('__hstc')")
    shop.push("'trackPageView'")
    assert said(shop) == ["k=1 ce=false cc=0", "k=1 cc=15"]
    assert len({hit.values["vi"] for hit in shop.hits}) == 1


@whatever_the_engine
def test_the_banner_can_be_shown_and_hidden_and_reports_both_ways(lab):
    shop = lab(generation="current", policy="opt-in")
    shop.open("/")
    press(shop, DECLINE)
    shop.run("_hsp.push(['showBanner']);")
    shown = shop.ask("!!document.getElementById('hs-banner')")
    shop.run("_hsp.push(['hideBanner']);")
    assert (shown, shop.ask("!!document.getElementById('hs-banner')")) == (True, False)
    assert [url.rpartition("/")[2] for _, url, _ in shop.posted] == ["view", "click", "view"]


@whatever_the_engine
def test_a_notice_that_was_read_does_not_come_back(lab):
    shop = lab(generation="current", policy="notify")
    shop.open("/")
    press(shop, ACCEPT)
    shop.open("/next")
    assert shop.cookies("__hs_notify_banner_dismiss") == {"__hs_notify_banner_dismiss": "true"}
    assert (shop.ask("document.getElementById('hs-banner')"), said(shop)) == (None, ["k=1 cc=15"] * 2)
