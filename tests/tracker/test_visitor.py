"""The visitor: cookies, sessions, tokens, reset."""

from __future__ import annotations

import re

import pytest

from tests.tracker.conftest import whatever_the_engine

pytestmark = pytest.mark.browser

TOKEN = "abcdef0123456789abcdef0123456789"
OLD = f"78926283.{TOKEN}.1600000000000.1600000100000.1600000200000.3"


def shape(text):
    """A cookie with times of today as T and tokens as V."""
    return re.sub(r"\b1[789]\d{11}\b", "T", re.sub(r"\b[0-9a-f]{32}\b", "V", text))


def jar(shop):
    """The cookies of the page: value with its changing parts named, domain, days or minutes or session."""
    now = shop.ask("Date.now()") / 1000
    found = {}
    for cookie in shop.jar():
        left = cookie["expires"] - now
        life = (
            "session"
            if cookie["expires"] == -1
            else f"{left / 86400:.0f} d"
            if left > 86400
            else f"{left / 60:.0f} min"
        )
        found[cookie["name"]] = (shape(cookie["value"]), cookie["domain"], life)
    return found


def test_the_first_visit_writes_four_cookies(lab):
    shop = lab(cookie_domains=(".www.acme.test", ".acme.test"))
    shop.open("/")
    (view,) = shop.hits
    assert jar(shop) == {
        "__hstc": ("9333610.V.T.T.T.1", ".acme.test", "180 d"),
        "hubspotutk": ("V", ".acme.test", "180 d"),
        "__hssc": ("9333610.1.T", ".acme.test", "30 min"),
        "__hssrc": ("1", ".acme.test", "session"),
    }
    assert shop.cookies("__hstc", "__hssc", "hubspotutk") == {
        "__hstc": view.values["u"],
        "__hssc": view.values["b"],
        "hubspotutk": view.values["vi"],
    }


def test_long_cookies_lived_longer_in_2021(lab):
    shop = lab(generation="2021")
    shop.open("/")
    assert [life for _, _, life in jar(shop).values()] == ["390 d", "390 d", "30 min", "session"]


@pytest.mark.parametrize(
    ("address", "domains", "domain", "hash_of"),
    [
        pytest.param(
            "https://www.acme-shop.test/", (".acme.test",), "www.acme-shop.test", ".acme-shop.test", id="none"
        ),
        pytest.param("https://a.b.acme.test/", (), "a.b.acme.test", ".b.acme.test", id="a deep host"),
        pytest.param("https://www.acme-shop.test/", (".shop.test",), "www.acme-shop.test", ".acme-shop.test", id="dot"),
    ],
)
def test_a_host_outside_the_cookie_domains_has_host_only_cookies(lab, address, domains, domain, hash_of):
    shop = lab(cookie_domains=domains)
    shop.open(address)
    hashes = {".acme-shop.test": "10797803", ".b.acme.test": "216153993"}
    value, at, _ = jar(shop)["__hssc"]
    assert (at, value) == (domain, f"{hashes[hash_of]}.1.T")


def test_a_second_page_raises_the_count_and_is_no_new_visitor(lab):
    shop = lab()
    shop.open("/")
    shop.open("https://acme.test/next")
    first, second = shop.hits
    assert (first.values["nc"], second.values["nc"]) == ("true", "false")
    assert (first.values["u"], first.values["vi"]) == (second.values["u"], second.values["vi"])
    assert [hit.values["b"].split(".")[1] for hit in shop.hits] == ["1", "2"]


@whatever_the_engine
@pytest.mark.parametrize("gone", [("__hssc",), ("__hssrc",), ("__hssc", "__hssrc")], ids=" and ".join)
def test_a_session_that_is_over_is_counted_once(lab, gone):
    shop = lab()
    shop.open("/")
    shop.forget(*gone)
    shop.open("/next")
    before, after = (hit.values["u"].split(".") for hit in shop.hits)
    assert after[:4] == [*before[:3], before[4]]
    assert (before[5], after[5], shop.hits[1].values["b"].split(".")[1]) == ("1", "2", "1")


def test_a_session_that_ends_inside_a_page_is_not_made_again(lab):
    shop = lab()
    shop.open("/")
    shop.forget("__hssc")
    shop.push("'trackPageView'")
    shop.forget("__hstc", "hubspotutk")
    shop.push("'trackPageView'")
    assert [sorted(values) for values in shop.sent("u", "b", "vi")] == [["b", "u", "vi"], ["u", "vi"], ["vi"]]
    assert len({values["vi"] for values in shop.sent("vi")}) == 1


@whatever_the_engine
@pytest.mark.parametrize(
    ("cookie", "view"),
    [
        pytest.param({"__hstc": OLD}, ("false", f"9333610.{TOKEN}.1600000000000.1600000200000.T.4"), id="returning"),
        pytest.param({"hubspotutk": TOKEN}, ("true", f"9333610.{TOKEN}.T.T.T.1"), id="only the token"),
        pytest.param({"__hstc": "1.a.b"}, ("true", "9333610.V.T.T.T.1"), id="garbled"),
    ],
)
def test_a_visitor_is_known_by_the_cookies_that_are_there(lab, cookie, view):
    shop = lab()
    shop.keep(**cookie)
    shop.open("/")
    (first,) = shop.hits
    known = TOKEN if TOKEN in view[1] else "V"
    assert (first.values["nc"], shape(first.values["u"]).replace("V", known)) == view


def test_secure_and_host_only_cookies_on_demand(lab):
    shop = lab()
    calls = "['enableSecureCookie'], ['setCookiesToSubdomain', true]"
    shop.open("/", before=f"var _hsq = window._hsq = []; _hsq.push({calls});")
    kinds = {(cookie["domain"], cookie["secure"], cookie["sameSite"]) for cookie in shop.jar()}
    assert kinds == {("www.acme.test", True, "Lax")}


@whatever_the_engine
def test_a_page_without_working_cookies_still_sends(lab):
    shop = lab()
    shop.open("/", before="Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} });")
    assert [sorted(values) for values in shop.sent("u", "b", "vi", "cc", "ce")] == [["cc", "vi"]]


@whatever_the_engine
def test_a_reset_makes_a_new_visitor_and_forgets_the_identity(lab):
    shop = lab()
    shop.open("/")
    shop.push("'identify', {email: 'ada@acme.test'}", "'resetVisitorIdentity'")
    shop.push("'trackPageView'")
    shop.open("/next")
    first, after, following = shop.hits
    assert [(hit.values.get("rv"), hit.values.get("i")) for hit in shop.hits] == [
        (None, None),
        ("1", None),
        (None, None),
    ]
    assert first.values["vi"] != after.values["vi"] == following.values["vi"]
    assert (after.values["b"].split(".")[1], following.values["b"].split(".")[1]) == ("1", "2")


@whatever_the_engine
def test_the_page_may_give_the_token(lab):
    shop = lab()
    shop.open("/", before=f"window.__hsUserToken = '{TOKEN}';")
    assert shop.sent("vi") == [{"vi": TOKEN}]
