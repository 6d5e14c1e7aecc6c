"""Clicked elements: the portal's rules, their marks and addresses, the capture of clicks."""

from __future__ import annotations

import pytest

from harness.tracker.config import ClickEvent
from tests.tracker.conftest import whatever_the_engine

pytestmark = pytest.mark.browser

BUY = ClickEvent(selector="#buy", event="pe4242_buy", tracking_config_id=7)
BUTTON = '<button id="buy" class="b1 b2">Buy <b id="inner">now</b></button>'
LINK = '<div id="hs_cos_wrapper_module_1_"><a id="buy" href="#there"> There </a></div>'
GATE = "AnalyticsTracking:AutocaptureClicks"


def mousedown(shop, *ids):
    """Press the mouse on elements."""
    event = "new MouseEvent('mousedown', {bubbles: true, clientX: 60, clientY: 40})"
    shop.run(" ".join(f"document.getElementById('{name}').dispatchEvent({event});" for name in ids))


def clicks(shop):
    """Path and own parameters of every hit after the first view."""
    return [(hit.path, {k: v for k, v in hit.pairs if k == "n" or k.startswith("_")}) for hit in shop.hits[1:]]


def test_a_pressed_element_sends_the_event_of_its_rule(lab):
    shop = lab(generation="2021", click_events=(BUY,))
    shop.open("/", body=BUTTON)
    shop.page.click("#buy")
    shop.run("document.getElementById('buy').click();")
    assert clicks(shop) == [("/__ptbe.gif", {"n": "pe4242_buy"})]


@pytest.mark.parametrize(
    ("body", "pressed", "described"),
    [
        pytest.param(BUTTON, "inner", {"element_text": "now", "link_href": "", "element_id": "inner"}, id="a child"),
        pytest.param(
            LINK,
            "buy",
            {
                "element_text": "There",
                "link_href": "https://www.acme.test/#there",
                "element_id": "buy",
                "parent_module_id": "module_1",
            },
            id="a link in a module",
        ),
    ],
)
def test_since_2023_the_innermost_element_is_described(lab, body, pressed, described):
    shop = lab(click_events=(BUY,))
    shop.open("/", body=body)
    mousedown(shop, pressed)
    properties = {**described, "element_class": "", "tracking_config_id": "7"}
    event = {"n": "pe4242_buy", **{f"_hs_{name}": value for name, value in properties.items()}}
    assert clicks(shop) == [("/__ptbe.gif", event)]


@whatever_the_engine
def test_an_element_is_marked_with_the_hash_of_the_event(lab):
    shop = lab(click_events=(ClickEvent(selector="#buy", event="pe53421_buy"),))
    shop.open("/", body=BUTTON)
    assert shop.ask("document.getElementById('buy').getAttribute('data-hs-event-119106952')") == "1"


@whatever_the_engine
def test_elements_added_later_wait_for_a_refresh_and_are_counted_once(lab):
    shop = lab(generation="2021", click_events=(BUY,))
    shop.open("/", body='<div id="slot"></div>')
    shop.run("document.getElementById('slot').innerHTML = '<button id=buy>Buy</button>';")
    mousedown(shop, "buy")
    shop.push("'refreshPageHandlers'", "'refreshPageHandlers'")
    mousedown(shop, "buy")
    assert clicks(shop) == [("/__ptbe.gif", {"n": "pe4242_buy"})]


@whatever_the_engine
def test_set_path_binds_and_releases_rules_by_their_address(lab):
    shop = lab(
        generation="2021",
        click_events=(ClickEvent(selector="#buy", event="pe4242_x", url="https://www.acme.test/Shop/*"),),
    )
    shop.open("/", body=BUTTON)
    mousedown(shop, "buy")
    shop.push("'setPath', '/shop/shoes?x=1'")
    mousedown(shop, "buy")
    shop.push("'setPath', '/about'")
    mousedown(shop, "buy")
    assert clicks(shop) == [("/__ptbe.gif", {"n": "pe4242_x"})]


@whatever_the_engine
def test_an_old_event_id_is_a_legacy_event_with_the_address_of_its_rule(lab):
    shop = lab(click_events=(ClickEvent(selector="#buy", event="000000002100", url="https://www.acme.test/"),))
    shop.open("/", body=BUTTON)
    mousedown(shop, "buy")
    assert shop.sent("k", "n", "id", "url")[1:] == [
        {"k": "3", "n": "000000002100", "id": "000000002100", "url": "https://www.acme.test/"}
    ]


@whatever_the_engine
@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        pytest.param("https://www.acme.test/running", True, id="exact"),
        pytest.param("https://www.acme.test/RUNNING/", True, id="case and trailing slash do not count"),
        pytest.param("https://*/run*", True, id="wildcards"),
        pytest.param("https://www.acme.test/run", False, id="a beginning is not enough"),
        pytest.param("https://www.acme.test/running?x=1", False, id="a query that the page lacks"),
        pytest.param("www.acme.test/running", False, id="no scheme"),
        pytest.param("https://www.acme.test/(running", False, id="signs mean themselves"),
    ],
)
def test_a_rule_fits_an_address(running, rule, fits):
    running.push("'setPath', null")
    running.run(f"_hsq.push((tracker) => {{ window.fits = tracker.urlMatches('{rule}'); }});")
    assert running.ask("fits") is fits


@whatever_the_engine
def test_clicks_were_captured_behind_a_gate_in_2023(lab):
    shop = lab(gates=(GATE,))
    shop.open("/", before="var _hsq = window._hsq = [['autocaptureClicks']];", body=BUTTON)
    mousedown(shop, "buy")
    assert clicks(shop) == [
        (
            "/__ptc.gif",
            {
                "_hs_element_text": "Buy now",
                "_hs_link_href": "",
                "_hs_element_id": "buy",
                "_hs_element_class": "b1 b2",
                "_hs_tracking_config_id": "",
                "_hs_mouse_x_coordinate": "60",
                "_hs_mouse_y_coordinate": "40",
                "_hs_scroll_x_coordinate": "",
                "_hs_scroll_y_coordinate": "",
                "_hs_viewport_width": "1280",
                "_hs_viewport_height": "720",
            },
        )
    ]


def test_clicks_are_captured_live_today_also_on_what_came_later(lab):
    shop = lab(generation="current")
    shop.open("/", body='<nav id="slot"></nav>')
    shop.run("document.getElementById('slot').innerHTML = '<a class=c href=/k><b id=in>K</b></a>';")
    mousedown(shop, "in", "slot")
    ((path, click),) = clicks(shop)
    wanted = ("tag_name", "element_text", "link_href", "element_class", "is_navigation", "selector")
    assert (path, [click[f"_hs_{name}"] for name in wanted]) == (
        "/__ptc.gif",
        ["A", "K", "https://www.acme.test/k", "c", "true", "#slot > a"],
    )


@whatever_the_engine
def test_no_click_is_captured_without_consent(lab):
    shop = lab(generation="current", policy="no-cookies")
    shop.open("/", body=BUTTON)
    mousedown(shop, "buy")
    assert len(shop.hits) == 1
