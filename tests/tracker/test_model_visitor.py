"""The model of the visitor: cookies, sessions, reset, arrival from another domain."""

from __future__ import annotations

import pytest

from harness.tracker.config import PortalConfig
from harness.tracker.model import (
    Client,
    Cookie,
    Follow,
    ForgetCookies,
    GiveCookie,
    Listener,
    Load,
    Push,
    Wait,
    predict,
)

HOME, SHOP = Load(url="https://www.acme.test/"), Load(url="https://www.acme-shop.test/")
TOKEN = "abcdef0123456789abcdef0123456789"
VIEW = Push((("trackPageView",),))


def given(name, value, domain=".acme.test"):
    """The browser has a cookie already."""
    return GiveCookie(Cookie(name=name, value=value, domain=domain, life_s=86400))


@pytest.mark.parametrize(("generation", "days"), [("2021", 390), ("2023", 180)])
def test_the_first_visit_leaves_four_cookies(foretold, generation, days):
    assert foretold(generation=generation).cookies == {
        "__hstc": ("9333610.V1.T0.T0.T0.1", ".acme.test", days),
        "hubspotutk": ("V1", ".acme.test", days),
        "__hssc": ("9333610.1.T0", ".acme.test", 0.021),
        "__hssrc": ("1", ".acme.test", None),
    }


def test_the_next_page_raises_the_count_and_a_new_session_the_other(foretold):
    said = foretold(HOME, Wait(60), HOME, ForgetCookies(("__hssc",)), Wait(60), HOME)
    assert said.sent("nc", "u", "b") == [
        {"nc": "true", "u": "9333610.V1.T0.T0.T0.1", "b": "9333610.1.T0"},
        {"nc": "false", "u": "9333610.V1.T0.T0.T0.1", "b": "9333610.2.T0"},
        {"nc": "false", "u": "9333610.V1.T0.T0.T120.2", "b": "9333610.1.T120"},
    ]


def test_cookies_that_go_inside_a_page_are_not_made_again(foretold):
    said = foretold(HOME, ForgetCookies(("__hssc",)), VIEW, ForgetCookies(("__hstc", "hubspotutk")), VIEW)
    assert [list(hit) for hit in said.sent("vi", "u", "b")] == [["vi", "u", "b"], ["vi", "u"], ["vi"]]


@pytest.mark.parametrize(
    ("cookie", "view"),
    [
        pytest.param(
            given("__hstc", f"1.{TOKEN}.1600000000000.1600000000001.1600000000002.3"),
            {"nc": "false", "u": f"9333610.{TOKEN}.1600000000000.1600000000002.T0.4"},
            id="known, with the hash of another domain",
        ),
        pytest.param(given("__hstc", "torn"), {"nc": "true", "u": "9333610.V1.T0.T0.T0.1"}, id="garbled"),
        pytest.param(
            given("hubspotutk", TOKEN), {"nc": "true", "u": f"9333610.{TOKEN}.T0.T0.T0.1"}, id="only the token"
        ),
    ],
)
def test_a_visitor_is_known_by_the_cookies_that_are_there(foretold, cookie, view):
    elsewhere = Load(url="https://stranger.test/", queue=(("setTrackingEnabled", False),))
    said = foretold(elsewhere, cookie, HOME)
    assert [{name: text.replace("V2", "V1") for name, text in hit.items()} for hit in said.sent("nc", "u")] == [view]


def test_a_reset_makes_somebody_new(foretold):
    identify, reset = Push((("identify", {"id": 7}),)), Push((("resetVisitor",),))
    said = foretold(HOME, identify, Wait(5), reset, VIEW, HOME)
    assert said.sent("i", "rv", "vi", "nc", "b") == [
        {"vi": "V1", "nc": "true", "b": "9333610.1.T0"},
        {"rv": "1", "vi": "V2", "nc": "true", "b": "9333610.1.T5"},
        {"vi": "V2", "nc": "false", "b": "9333610.2.T5"},
    ]


def test_a_browser_without_cookies_still_sends(foretold):
    said = foretold(HOME, HOME, client=Client(cookies=False))
    assert said.sent("vi", "nc", "u", "b", "cc") == [
        {"vi": "V1", "nc": "true", "cc": "15"},
        {"vi": "V2", "nc": "true", "cc": "15"},
    ]


@pytest.mark.parametrize(
    ("domains", "calls", "cookie"),
    [
        pytest.param((".www.acme.test", ".acme.test"), (), ("9333610.1.T0", ".acme.test", 0.021), id="the shortest"),
        pytest.param((), (), ("9333610.1.T0", "www.acme.test", 0.021), id="none"),
        pytest.param((".test",), (), ("7701933.1.T0", "www.acme.test", 0.021), id="one that is refused"),
        pytest.param(
            (".acme.test",),
            (("setCookiesToSubdomain", True),),
            ("9333610.1.T0", "www.acme.test", 0.021),
            id="not wanted",
        ),
    ],
)
def test_where_cookies_go(foretold, domains, calls, cookie):
    said = foretold(Load(url=HOME.url, queue=calls), cookie_domains=domains)
    assert said.cookies["__hssc"] == cookie


def test_cookies_are_secure_on_demand(foretold):
    said = foretold(Load(url=HOME.url, queue=(("enableSecureCookie",),)))
    assert {cookie.secure for cookie in said.outcomes[0].cookies} == {True}


def test_of_two_cookies_with_one_name_the_older_is_read(foretold):
    said = foretold(HOME, given("__hssrc", "1", "www.acme.test"), given("__hssc", "1.9.T", "www.acme.test"), VIEW)
    assert said.sent("b") == [{"b": "9333610.1.T0"}] * 2


@pytest.mark.parametrize(
    ("parts", "place", "landed"),
    [
        pytest.param(
            ("__hstc", "__hssc", "__hsfp"),
            "query",
            {"vi": "V1", "nc": "false", "u": "10797803.V1.T0.T0.T0.1", "b": "10797803.2.T0"},
            id="all three",
        ),
        pytest.param(
            ("__hstc", "__hssc", "__hsfp"),
            "fragment",
            {"vi": "V1", "nc": "false", "u": "10797803.V1.T0.T0.T0.1", "b": "10797803.2.T0"},
            id="in the fragment",
        ),
        pytest.param(
            ("__hstc", "__hsfp"),
            "query",
            {"vi": "V1", "nc": "false", "u": "10797803.V1.T0.T0.T9.2", "b": "10797803.1.T9"},
            id="without session",
        ),
        pytest.param(
            ("__hssc", "__hsfp"),
            "query",
            {"vi": "V2", "nc": "true", "u": "10797803.V2.T9.T9.T9.1", "b": "10797803.2.T0"},
            id="without visitor",
        ),
        pytest.param(
            ("__hstc", "__hssc"),
            "query",
            {"vi": "V2", "nc": "true", "u": "10797803.V2.T9.T9.T9.1", "b": "10797803.1.T9"},
            id="without fingerprint",
        ),
    ],
)
def test_what_a_link_from_another_domain_brings(foretold, parts, place, landed):
    said = foretold(HOME, Wait(9), Follow(load=SHOP, parts=parts, place=place))
    assert said.sent("vi", "nc", "u", "b")[1] == landed


def test_a_link_of_a_foreign_account_brings_nothing(foretold):
    said = foretold(Load(url="https://stranger.test/"), Follow(load=SHOP))
    assert said.sent("vi") == [{"vi": "V1"}, {"vi": "V2"}]


def test_a_visitor_who_is_known_here_stays_and_tells_the_other_token(foretold):
    said = foretold(SHOP, Wait(5), HOME, Wait(5), Follow(load=SHOP), VIEW)
    landed = {"i": "visitor=V2", "vi": "V1", "b": "10797803.12.T0"}
    assert said.sent("i", "vi", "b")[2:] == [landed, landed]


def test_an_address_can_identify(foretold):
    email = Load(url="https://www.acme.test/?__hs_email=ada%40acme.test")
    assert foretold(email).sent("i") == [{"i": "email=ada%40acme.test"}]


def test_a_link_from_nowhere_is_a_plain_one():
    (outcome,) = predict(PortalConfig(), (Follow(load=HOME),))
    assert dict(outcome.hits[0].pairs)["pu"] == "https://www.acme.test/"


LINKS = (
    "https://www.acme-shop.test/p?x=1&__hsfp=1#h",
    "https://docs.acme.test/",
    "https://no.test/",
    "mailto:a@b.test",
)


def test_the_linker_decorates_what_leads_to_another_domain(foretold):
    said = foretold(Load(url=HOME.url, links=LINKS), automatic_linker=True)
    parameters = "__hstc=9333610.V1.T0.T0.T0.1&__hssc=9333610.1.T0&__hsfp=1416815012"
    assert said.links == [f"https://www.acme-shop.test/p?x=1&{parameters}#h", *LINKS[1:]]


def test_the_linker_waits_for_its_call(foretold):
    said = foretold(Load(url=HOME.url, links=LINKS), Push((("enableAutomaticLinker", False),)))
    assert said.outcomes[-1].links == LINKS


def test_a_listener_that_was_queued_is_told_once(foretold):
    queue = (("setPortalId", 1), ("addIdentityListener", Listener("link")))
    assert len(foretold(Load(url=HOME.url, queue=queue)).told) == 1
