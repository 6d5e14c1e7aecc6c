"""The installation: what the loader puts into a page, other ways of installing, strict pages, size and speed."""

from __future__ import annotations

import re

import pytest

from tests.tracker.conftest import whatever_the_engine

pytestmark = pytest.mark.browser

SCRIPTS = "[...document.querySelectorAll('head > script')].map((script) => [script.id, script.src])"
ANALYTICS = '<script {} async src="https://js.hs-analytics.net/analytics/1/4242.js"></script>'
STRICT = (
    "default-src 'none'; script-src 'unsafe-inline' https://*.hs-scripts.com https://*.hs-analytics.net "
    "https://*.hs-banner.com https://*.hscollectedforms.net; style-src 'none'; img-src 'self' https://*.hubspot.com "
    "https://*.hsforms.com; connect-src https://*.hs-banner.com https://*.hscollectedforms.net"
)


def named(shop):
    """The scripts in the head; the time in an address as T."""
    return [(name, re.sub(r"/\d{13}/", "/T/", src)) for name, src in shop.ask(SCRIPTS)]


def test_the_loader_puts_in_banner_analytics_and_collected_forms(lab):
    shop = lab(generation="current", hublet="eu1", collected_forms=True)
    shop.open("/")
    assert named(shop) == [
        ("cookieBanner-4242", "https://js-eu1.hs-banner.com/v2/4242/banner.js"),
        ("hs-analytics", "https://js-eu1.hs-analytics.net/analytics/T/4242.js"),
        ("CollectedForms-4242", "https://js-eu1.hscollectedforms.net/collectedforms.js"),
    ]
    time = int(re.search(r"/(\d{13})/", shop.ask(SCRIPTS)[1][1])[1])
    assert (time % 300_000, shop.ask(f"{time} - Date.now() <= 300000")) == (0, True)


@whatever_the_engine
def test_what_is_there_is_not_put_in_again(lab):
    shop = lab(generation="2021")
    shop.open("/", body='<i id="cookieBanner-4242"></i>')
    assert [name for name, _ in named(shop)] == ["hs-analytics"]


@whatever_the_engine
def test_the_loader_of_today_keeps_the_first_address(lab):
    shop = lab(generation="current")
    shop.open("/?utm_source=x")
    shop.run("history.pushState({}, '', '/later');")
    assert shop.ask("[__hsReferrer, __hsInitialUrl]") == ["", "https://www.acme.test/?utm_source=x"]


@pytest.mark.parametrize(
    ("attribute", "views"),
    [
        pytest.param(
            'id="hs-analytics"', ["k=1 ce=false cc=0"], id="with its id it is one view, before consent is known"
        ),
        pytest.param("", ["k=1 ce=false cc=0", "k=1 cc=15"], id="without its id the loader brings a second view"),
    ],
)
def test_the_analytics_script_alone_fetches_the_loader(lab, attribute, views):
    shop = lab()
    shop.open("/", body=ANALYTICS.format(attribute), loader=False)
    shop.wait_for(f"document.cookie.includes('__hstc') && asked.length === {len(views)}")
    assert [" ".join(f"{k}={v}" for k, v in hit.items()) for hit in shop.sent("k", "ce", "cc")] == views


@whatever_the_engine
def test_the_analytics_script_twice_in_a_page_is_two_views(lab):
    shop = lab(banner="absent")
    shop.open("/", body=ANALYTICS.format('id="hs-analytics"') + ANALYTICS.format(""))
    assert shop.sent("k") == [{"k": "1"}, {"k": "1"}]


def test_a_strict_content_security_policy_has_nothing_to_report(lab):
    shop = lab(generation="current", policy="categories", collected_forms=True)
    shop.headers = {"content-security-policy": STRICT}
    note = "(event) => broken.push(event.violatedDirective)"
    shop.open("/", before=f"window.broken = []; addEventListener('securitypolicyviolation', {note});")
    placed = shop.ask("getComputedStyle(document.getElementById('hs-banner')).position")
    shop.run("document.getElementById('hs-eu-cookie-settings-button').click();")
    shop.run("document.getElementById('hs-eu-confirmation-button').click();")
    assert (placed, shop.ask("broken"), len(shop.hits)) == ("fixed", [], 2)


def test_an_unreachable_tracking_host_changes_nothing(lab):
    shop = lab()
    shop.blocked = r"__pt"
    shop.open("/")
    shop.push("'trackPageView'")
    assert (len(shop.hits), len(shop.cookies())) == (2, 4)


@whatever_the_engine
def test_a_virtual_clock_decides_when_a_late_banner_answers(benches, lab):
    shop = lab(banner_delay_ms=60_000)
    bench = benches.bench("clocks")
    bench.lab, shop.page = shop, bench.page
    shop.page.clock.install()
    shop.open("/")
    before = shop.cookies()
    shop.page.clock.fast_forward(60_000)
    assert (before, len(shop.cookies())) == ({}, 4)
    bench.clear()


def test_the_scripts_leave_only_hubspots_own_names_in_the_page(lab):
    shop = lab(generation="current", collected_forms=True)
    shop.write("/plain", loader=False)
    shop.open("/plain")
    before = set(shop.ask("Object.keys(window)"))
    shop.open("/")
    own = {name for name in shop.ask("Object.keys(window)") if not name.startswith("__pw")}
    assert own - before == {
        *("_hsq", "_hsp", "_hstc_loaded", "_hstc_ran", "_hspb_loaded", "_hspb_ran"),
        *("__hsUserToken", "__hsReferrer", "__hsInitialUrl"),
    }
