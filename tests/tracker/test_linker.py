"""Cross-domain linking: what decorates links, and what arrives."""

from __future__ import annotations

import pytest

from tests.tracker.conftest import whatever_the_engine

pytestmark = pytest.mark.browser

LISTEN = "var _hsq = window._hsq = []; _hsq.push(['addIdentityListener', (...values) => { window.link = values; }]);"
NAMES = ("__hstc", "__hssc", "__hsfp")
LINKS = """<a id="other" href="https://www.acme-shop.test/p?x=1&__hsfp=1#h">o</a><a id="bare" href="https://acme-shop.test/">b</a>
    <a id="own" href="https://docs.acme.test/">s</a><a id="stranger" href="https://notacme-shop.test/">n</a>
    <a id="mail" href="mailto:ada@acme-shop.test">m</a>"""
HREFS = "Object.fromEntries([...document.querySelectorAll('a')].map((link) => [link.id, link.href]))"


def parameters(shop, *names):
    """The parameters of a link from the page that is open."""
    values = dict(zip(NAMES, shop.ask("link"), strict=True))
    return "&".join(f"{name}={values[name]}" for name in names or NAMES)


@pytest.fixture
def portal(lab):
    """Opens a page of the first domain that listens for the identity."""

    def opened(**settings):
        shop = lab(**settings)
        shop.open("/", before=LISTEN)
        return shop

    return opened


@pytest.mark.parametrize(
    ("form", "generation"),
    [
        pytest.param("?a=1&{}&z=2#end", "2023", id="in the query"),
        pytest.param("#{}", "2021", id="in the fragment"),
        pytest.param("?{}", "current", id="with the fingerprint of today"),
    ],
)
def test_a_visitor_arrives_with_session_from_another_domain(portal, form, generation):
    shop = portal(generation=generation)
    shop.open("https://www.acme-shop.test/land" + form.format(parameters(shop)))
    first, landed = shop.hits
    assert first.values["vi"] == landed.values["vi"]
    assert (landed.values["u"].split(".")[1:], landed.values["nc"]) == (first.values["u"].split(".")[1:], "false")
    assert landed.values["b"].split(".")[1:] == ["2", first.values["b"].split(".")[2]]
    assert first.values["u"].split(".")[0] != landed.values["u"].split(".")[0]


@whatever_the_engine
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda text: text.replace("__hsfp=", "__hsfp=1"), id="another fingerprint"),
        pytest.param(
            lambda text: text.replace("__hstc=", "__hstc=9").replace("__hssc=", "__hssc=9"), id="unknown hash"
        ),
        pytest.param(lambda text: text.partition("&__hsfp")[0], id="no fingerprint"),
    ],
)
def test_a_link_that_does_not_fit_is_ignored(portal, spoil):
    shop = portal()
    shop.open("https://www.acme-shop.test/land?" + spoil(parameters(shop)))
    first, landed = shop.hits
    assert first.values["vi"] != landed.values["vi"]
    assert (landed.values["nc"], landed.values["b"].split(".")[1]) == ("true", "1")


@whatever_the_engine
@pytest.mark.parametrize(
    ("names", "same_visitor", "sessions", "views"),
    [
        pytest.param(("__hstc", "__hsfp"), True, "2", "1", id="visitor only starts a new session"),
        pytest.param(("__hssc", "__hsfp"), False, "1", "2", id="session only has a new visitor"),
    ],
)
def test_half_a_link_brings_half(portal, names, same_visitor, sessions, views):
    shop = portal()
    shop.open("https://www.acme-shop.test/land?" + parameters(shop, *names))
    first, landed = shop.hits
    assert (first.values["vi"] == landed.values["vi"]) is same_visitor
    assert (landed.values["u"].split(".")[5], landed.values["b"].split(".")[1]) == (sessions, views)


@whatever_the_engine
def test_a_known_visitor_stays_and_the_other_token_is_told(portal):
    shop = portal()
    link = parameters(shop)
    shop.open("https://www.acme-shop.test/")
    shop.open(f"https://www.acme-shop.test/land?{link}")
    first, known, landed = shop.hits
    assert (landed.values["vi"], landed.values["i"]) == (known.values["vi"], f"visitor={first.values['vi']}")
    assert landed.values["b"].split(".")[1] == "12"


def test_the_automatic_linker_decorates_links_to_other_domains(lab):
    shop = lab(automatic_linker=True)
    shop.open("/", before=LISTEN, body=LINKS)
    assert shop.ask(HREFS) == {
        "other": f"https://www.acme-shop.test/p?x=1&{parameters(shop)}#h",
        "bare": f"https://acme-shop.test/?{parameters(shop)}",
        "own": "https://docs.acme.test/",
        "stranger": "https://notacme-shop.test/",
        "mail": "mailto:ada@acme-shop.test",
    }


@whatever_the_engine
def test_links_added_later_wait_for_the_next_call(lab):
    shop = lab(automatic_linker=True)
    shop.open("/", before=LISTEN, body='<div id="slot"></div>')
    shop.run("document.getElementById('slot').innerHTML = '<a id=late href=https://acme-shop.test/late>l</a>';")
    before = shop.ask(HREFS)
    shop.push("'enableAutomaticLinker', true", "'enableAutomaticLinker', true")
    assert (before, shop.ask(HREFS)) == (
        {"late": "https://acme-shop.test/late"},
        {"late": f"https://acme-shop.test/late?{parameters(shop)}"},
    )


@whatever_the_engine
def test_without_consent_no_link_is_decorated(lab):
    shop = lab(automatic_linker=True, policy="opt-in")
    shop.open("/", before=LISTEN, body='<a id="bare" href="https://acme-shop.test/">b</a>')
    before = shop.ask(HREFS)
    shop.page.click("#hs-eu-confirmation-button")
    assert (before["bare"], shop.ask(HREFS)["bare"]) == (
        "https://acme-shop.test/",
        f"https://acme-shop.test/?{parameters(shop)}",
    )


@whatever_the_engine
def test_handle_link_decorates_any_address(lab):
    shop = lab()
    shop.open("/", before=LISTEN)
    shop.run("_hsq.push((tracker) => { window.made = tracker.handleLink('https://stranger.test/p#h', '', true); });")
    assert shop.ask("made") == f"https://stranger.test/p?{parameters(shop)}#h"
