"""The model of consent: policies, answers, what the banner keeps, whom it tells."""

from __future__ import annotations

import pytest

from harness.tracker.model import Answer, Client, Cookie, GiveCookie, Listener, Load, Push, PushBanner, Wait

HOME = Load(url="https://www.acme.test/")
VIEW = Push((("trackPageView",),))
SAID = ("k", "rv", "ce", "pt", "cc")
ACCEPT, DECLINE = Answer("accept"), Answer("decline")


def lines(said):
    """What each hit says of consent, on one line each."""
    return [" ".join(f"{name}={value}" for name, value in hit.items()) for hit in said.sent(*SAID)]


@pytest.mark.parametrize(
    ("generation", "policy", "view", "cookies"),
    [
        pytest.param("2021", "none", "k=1 cc=15", 4, id="no policy is consent"),
        pytest.param("2021", "notify", "k=1 pt=0 cc=15", 4, id="to be notified is consent"),
        pytest.param("2021", "opt-in", "k=1 ce=false pt=1 cc=0", 0, id="the first banner does not call back"),
        pytest.param("2021", "no-cookies", "k=1 ce=false pt=2 cc=1", 0, id="no cookies in 2021"),
        pytest.param("2023", "no-cookies", "k=1 rv=1 ce=false pt=2 cc=1", 0, id="every refusal resets since 2023"),
        pytest.param("2023", "categories", "k=1 ce=false pt=3 cc=0", 0, id="by category"),
        pytest.param("current", "opt-in", "k=1 rv=1 ce=false cc=1", 0, id="the second banner tells a refusal"),
        pytest.param("current", "notify", "k=1 cc=15", 4, id="notified by the second banner"),
    ],
)
def test_the_first_view_says_what_the_policy_allows(foretold, generation, policy, view, cookies):
    said = foretold(generation=generation, policy=policy)
    assert (lines(said), len(said.cookies)) == ([view], cookies)


def test_without_a_banner_nobody_ever_consents(foretold):
    said = foretold(HOME, PushBanner((("revokeCookieConsent",),)), ACCEPT, HOME, banner="absent")
    assert (said.sent("vi", "ce", "cc"), said.cookies) == (
        [{"vi": "V1", "ce": "false", "cc": "0"}, {"vi": "V2", "ce": "false", "cc": "0"}],
        {},
    )


def test_a_banner_that_is_late_leaves_the_first_view_without_cookies(foretold):
    said = foretold(HOME, Wait(0.3), VIEW, Wait(0.3), VIEW, banner_delay_ms=400)
    assert lines(said) == ["k=1 ce=false cc=0", "k=1 ce=false cc=0", "k=1 cc=15"]
    assert {hit["vi"] for hit in said.hits} == {"V1"}


def test_a_banner_that_is_late_takes_all_that_was_pushed_before(foretold):
    listeners = tuple(("addPrivacyConsentListener", Listener(name)) for name in ("first", "second"))
    said = foretold(HOME, PushBanner(listeners), Wait(1), PushBanner(listeners), banner_delay_ms=400)
    assert [name for name, _ in said.told] == ["first", "second", "first"]


def test_where_nothing_is_ever_stored_there_is_no_notice(foretold):
    said = foretold(HOME, ACCEPT, client=Client(gpc=True), generation="current", policy="no-cookies", gpc=True)
    assert said.cookies == {}


def test_to_accept_writes_cookies_and_keeps_the_visitor(foretold):
    said = foretold(HOME, ACCEPT, ACCEPT, HOME, policy="opt-in")
    assert lines(said) == ["k=1 ce=false pt=1 cc=0", "k=28 pt=1 cc=15", "k=1 pt=1 cc=15"]
    assert {hit["vi"] for hit in said.hits} == {"V1"}
    assert (said.cookies["__hs_opt_out"], said.cookies["__hs_initial_opt_in"]) == (
        ("no", ".acme.test", 390),
        ("true", ".acme.test", 7),
    )


@pytest.mark.parametrize(("generation", "visitors", "reset"), [("2021", 2, ""), ("2023", 3, "rv=1 ")])
def test_to_decline_holds_on_later_pages(foretold, generation, visitors, reset):
    said = foretold(HOME, DECLINE, HOME, generation=generation, policy="opt-in")
    refused = f"{reset}ce=false pt=1 cc=1"
    assert lines(said) == ["k=1 ce=false pt=1 cc=0", f"k=29 {refused}", f"k=1 {refused}"]
    assert (len({hit["vi"] for hit in said.hits}), list(said.cookies)) == (visitors, ["__hs_opt_out"])


@pytest.mark.parametrize(
    ("generation", "chosen", "report", "kept"),
    [
        pytest.param("2021", {"analytics"}, "k=28 pt=3 cc=3", "1:true,2:false,3:false", id="analytics alone"),
        pytest.param(
            "2021",
            {"advertisement", "functionality"},
            "k=29 ce=false pt=3 cc=13",
            "1:false,2:true,3:true",
            id="the rest",
        ),
        pytest.param("current", {"analytics"}, "k=28 rv=1 cc=3", "1:true_2:false_3:false", id="the second banner"),
    ],
)
def test_a_choice_by_category(foretold, generation, chosen, report, kept):
    said = foretold(HOME, Answer(frozenset(chosen)), HOME, ACCEPT, generation=generation, policy="categories")
    assert (lines(said)[1], said.cookies["__hs_cookie_cat_pref"][0], len(said.hits)) == (report, kept, 3)


@pytest.mark.parametrize("queue", [Push, PushBanner], ids=["_hsq", "_hsp"])
def test_to_revoke_removes_the_cookies_and_the_next_page_asks_again(foretold, queue):
    said = foretold(HOME, ACCEPT, queue((("revokeCookieConsent",),)), HOME, ACCEPT, policy="opt-in")
    assert [hit["k"] for hit in said.hits] == ["1", "28", "30", "1", "28"]
    assert (len(said.outcomes[2].cookies), said.sent("rv", "vi")[2]) == (0, {"rv": "1", "vi": "V2"})


def test_who_revokes_before_the_load_is_reported_with_the_first_view(foretold):
    said = foretold(Load(url=HOME.url, banner_queue=(("revokeCookieConsent",),)))
    assert lines(said) == ["k=1 rv=1 ce=false cc=1", "k=30 rv=1 ce=false cc=1"]


@pytest.mark.parametrize(
    ("policy", "answer"),
    [
        pytest.param("opt-in", Answer(frozenset({"analytics"})), id="there are no categories"),
        pytest.param("notify", DECLINE, id="a notice cannot be declined"),
        pytest.param("none", ACCEPT, id="nothing was asked"),
    ],
)
def test_a_button_that_is_not_there_cannot_be_pressed(foretold, policy, answer):
    assert len(foretold(HOME, answer, policy=policy).hits) == 1


@pytest.mark.parametrize(("generation", "kept"), [("2023", False), ("current", True)])
def test_a_notice_that_was_read_is_remembered_by_the_second_banner(foretold, generation, kept):
    said = foretold(HOME, ACCEPT, HOME, ACCEPT, generation=generation, policy="notify")
    assert ("__hs_notify_banner_dismiss" in said.cookies) is kept


@pytest.mark.parametrize(
    ("generation", "policy", "view"),
    [
        pytest.param("2023", "notify", "k=1 pt=0 cc=15", id="not for the first banner"),
        pytest.param("current", "notify", "k=1 rv=1 ce=false cc=1", id="for the second"),
        pytest.param("current", "none", "k=1 cc=15", id="not where no policy applies"),
    ],
)
def test_global_privacy_control_is_a_refusal(foretold, generation, policy, view):
    said = foretold(HOME, ACCEPT, client=Client(gpc=True), generation=generation, policy=policy, gpc=True)
    assert lines(said) == [view]
    assert ("__hs_gpc_banner_dismiss" in said.cookies) is (view == "k=1 rv=1 ce=false cc=1")


def test_listeners_are_told_the_decision_and_every_change(foretold):
    listen = ("addPrivacyConsentListener", Listener("consent", throws=True))
    said = foretold(
        Load(url=HOME.url, queue=(listen,), banner_queue=(listen,)),
        PushBanner((("setHubSpotConsent", {"analytics": 1}),)),
        generation="current",
    )
    everything = {"necessary": True, "analytics": True, "advertisement": True, "functionality": True}
    analytics = everything | {"advertisement": False, "functionality": False}
    nothing = analytics | {"analytics": False}
    first = ("consent", {"allowed": True, "categories": everything, "previousCategories": nothing})
    second = ("consent", {"allowed": False, "categories": analytics, "previousCategories": everything})
    assert said.told == [first, first, second, second]
    assert [hit["path"] for hit in said.hits] == ["/__ptq.gif"]


def test_who_is_undecided_is_told_later(foretold):
    said = foretold(HOME, PushBanner((("addPrivacyConsentListener", Listener("consent")),)), ACCEPT, policy="opt-in")
    assert [told[0] for told in said.told] == ["consent"]


@pytest.mark.parametrize(
    ("generation", "policy", "shown"),
    [("2023", "opt-in", True), ("2023", "notify", False), ("current", "notify", True), ("current", "none", False)],
)
def test_the_banner_can_be_shown_again(foretold, generation, policy, shown):
    said = foretold(HOME, ACCEPT, PushBanner((("showBanner",),)), ACCEPT, generation=generation, policy=policy)
    again = said.outcomes[3].hits or said.outcomes[3].cookies != said.outcomes[0].cookies
    assert bool(again) is shown


def test_the_banner_can_be_hidden(foretold):
    said = foretold(HOME, PushBanner((("hideBanner",),)), ACCEPT, generation="current", policy="opt-in")
    assert len(said.hits) == 1


def test_the_banner_has_cookie_settings_of_its_own(foretold):
    settings = (("addCookieDomain", ".test"), ("setCookiesToSubdomain", True), ("setUseSecureCookies", True))
    said = foretold(Load(url=HOME.url, banner_queue=settings), DECLINE, policy="opt-in")
    (cookie,) = said.outcomes[-1].cookies
    assert (cookie.name, cookie.domain, cookie.secure) == ("__hs_opt_out", "www.acme.test", True)


def test_the_second_banner_forgets_what_the_first_one_kept(foretold):
    old = GiveCookie(Cookie(name="__hs_opt_out", value="no", domain=".acme.test"))
    said = foretold(HOME, old, HOME, generation="current", policy="opt-in")
    assert (lines(said), said.cookies) == (["k=1 rv=1 ce=false cc=1"] * 2, {})


def test_a_visitor_who_was_asked_keeps_the_cookies_for_what_is_left(foretold):
    said = foretold(HOME, ACCEPT, Wait(100 * 86400), HOME, policy="opt-in")
    assert (said.cookies["__hstc"][2], said.cookies["__hssc"][2]) == (80, 0.021)
    assert foretold(HOME, ACCEPT, Wait(200 * 86400), HOME, policy="opt-in").cookies.get("__hstc") is None
