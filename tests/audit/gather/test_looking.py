"""What a visit looks at beside its hits, in both engines: answers, scripts and settings come by other ways in each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.audit.gather import Gathering, gather, site_target
from harness.audit.visit import ClickRule, ElementMatch, PortalFacts, Redirect, SecurityPolicy, Visit
from harness.stage.browsers import find_browser
from harness.stage.site import load_site

SITE = """
title = "Two pages behind a redirect"
start = "https://www.acme.test/old"
walk = ["/next"]
[portal]
hublet = "eu1"
cookie_domains = [".acme.test"]
automatic_linker = true
click_events = [{selector = "#buy", event = "pe4242_buy"}, {selector = "#gone", event = "pe4242_gone"}]
consent = {policy = "notify"}
[[host]]
name = "www.acme.test"
headers = {Content-Security-Policy = "default-src * 'unsafe-inline'", X-Robots-Tag = "noindex"}
redirects = [{path = "/old", to = "/", status = 301}]
"""
PAGE = """<!doctype html><title>Acme</title><link rel=icon href=data:,>
<script src="https://js-eu1.hs-scripts.com/4242.js" id="hs-script-loader" async></script>
<a href="/next">Next</a><button id=buy>Buy</button>"""

Engine = Any


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """The visit to a site of two pages behind a redirect."""
    folder: Path = tmp_path_factory.mktemp("looking")
    (folder / "site.toml").write_text(SITE)
    for name in ("index.html", "next.html"):
        (folder / name).write_text(PAGE)
    engine: Engine = request.param
    gathered = gather([site_target(load_site(folder))], Gathering(browser=find_browser(engine), rest_s=60))
    assert gathered.problems == []
    return gathered.visits[0]


pytestmark = pytest.mark.browser


def test_redirects_are_told(seen: Visit) -> None:
    first, second = seen.pages
    assert (first.url, first.final_url, first.status, first.redirects) == (
        "https://www.acme.test/old",
        "https://www.acme.test/",
        200,
        (Redirect(url="https://www.acme.test/old", status=301, location="/"),),
    )
    assert (second.final_url, second.status, second.redirects) == ("https://www.acme.test/next", 200, ())


def test_headers_of_the_document_are_told(seen: Visit) -> None:
    policy = SecurityPolicy(text="default-src * 'unsafe-inline'")
    assert [(page.csp, page.robots) for page in seen.pages] == [((policy,), "noindex")] * 2


def test_the_portal_is_read_from_the_scripts_of_the_site(seen: Visit) -> None:
    assert seen.portals == (
        PortalFacts(
            portal_id=4242,
            hublet="eu1",
            cookie_domains=(".acme.test",),
            automatic_linker=True,
            click_rules=(
                ClickRule(selector="#buy", event="pe4242_buy"),
                ClickRule(selector="#gone", event="pe4242_gone"),
            ),
            policy="notify",
            gpc=False,
        ),
    )


def test_configured_selectors_are_looked_for(seen: Visit) -> None:
    found = (ElementMatch(selector="#buy", count=1, marked=1), ElementMatch(selector="#gone"))
    assert [page.elements for page in seen.pages] == [found] * 2


def test_scripts_of_each_page_are_told(seen: Visit) -> None:
    hosts = [script.url.split("/")[2].partition(".")[2] for script in seen.scripts]
    assert sorted(hosts) == sorted(["hs-scripts.com", "hs-banner.com", "hs-analytics.net"] * 2)
    assert {(script.portal_id, script.hublet, script.status) for script in seen.scripts} == {(4242, "eu1", 200)}
