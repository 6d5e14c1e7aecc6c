"""A crawl of a site with everything that a crawl meets: one crawl, looked at from several sides."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from harness.audit.crawl.plan import CrawlPlan
from harness.audit.gather import CrawlTarget, Gathered, Gathering, Progress, gather
from harness.capture.tap import Surroundings
from harness.stage.browsers import find_browser

pytestmark = pytest.mark.browser

DECLARED = """
title = "A site to crawl"
start = "https://www.acme.test/"

[portal]
portal_id = 4242
cookie_domains = [".acme.test", ".acme-shop.test"]

[[host]]
name = "www.acme.test"
root = "www"

[[host.redirects]]
path = "/moved"
to = "/b"

[[host]]
name = "www.acme-shop.test"
root = "shop"
"""
LOADER = '<script id="hs-script-loader" async src="https://js.hs-scripts.com/4242.js"></script>'
UNLOAD = "<script>onpagehide = () => navigator.sendBeacon('https://track.hubspot.com/__ptq.gif?k=1&a=4242&pu=https%3A%2F%2Fwww.acme.test%2Fa')</script>"
PAGES = {
    "www/index.html": '<a href="/a">A</a><a href="/b#top">B</a><a href="/moved">Moved</a><a href="/secret/a">Secret</a>'
    '<a href="/file.pdf">File</a><a href="https://www.acme-shop.test/">Shop</a><a href="https://other.test/">Other</a>',
    "www/a.html": f'<a href="/?utm_source=a">Home</a><a href="/deep">Deep</a>{UNLOAD}',
    "www/b.html": "<script>window.open('/a')</script>",
    "www/deep.html": '<a href="/deeper">Deeper</a>',
    "www/deeper.html": "",
    "www/named.html": "",
    "www/secret/a.html": "",
    "shop/index.html": '<a href="https://www.acme.test/a">Acme</a>',
}
FILES = {
    "site.toml": DECLARED,
    "www/robots.txt": "User-agent: hstrack\nDisallow: /secret\nSitemap: https://www.acme.test/index.xml\n",
    "www/index.xml": "<sitemapindex><sitemap><loc>/pages.xml</loc></sitemap></sitemapindex>",
    "www/pages.xml": "<urlset><url><loc>https://www.acme.test/named</loc></url></urlset>",
}


@dataclass(frozen=True, slots=True)
class Crawled:
    """What came of a crawl, and what it told on the way."""

    gathered: Gathered
    told: list[Progress] = field(default_factory=list)

    @property
    def pages(self) -> list[str]:
        """The addresses that were opened, without the scheme."""
        visits = self.gathered.visits
        return sorted(page.url.removeprefix("https://") for visit in visits for page in visit.pages)

    @property
    def seen(self) -> list[str]:
        """The pages of which HubSpot was told."""
        hits = (hit for visit in self.gathered.visits for hit in visit.hits)
        return sorted(str(hit.page.url).removeprefix("https://") for hit in hits)


def crawled(folder: Path, **plan: object) -> Crawled:
    """A crawl of the site in a folder."""
    told: list[Progress] = []
    target = CrawlTarget(
        urls=("https://www.acme.test/",),
        surroundings=Surroundings(site=folder),
        plan=CrawlPlan(rate=0.0, concurrency=2, **plan),  # type: ignore[arg-type]  # each test knows what it names
    )
    return Crawled(gather([target], Gathering(browser=find_browser(), progress=told.append)), told)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site."""
    folder = tmp_path_factory.mktemp("site")
    pages = {name: f"<!doctype html><title>Acme</title>{LOADER}{body}" for name, body in PAGES.items()}
    for name, text in {**pages, **FILES}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(folder: Path) -> Crawled:
    """The whole site, as far as two links lead."""
    return crawled(folder, depth=2, sitemaps=("auto",))


def test_the_pages_in_scope_are_visited(whole: Crawled) -> None:
    assert (whole.gathered.problems, whole.pages) == (
        [],
        [
            "www.acme-shop.test/",
            "www.acme.test/",
            "www.acme.test/a",
            "www.acme.test/b",
            "www.acme.test/deep",
            "www.acme.test/moved",
            "www.acme.test/named",
        ],
    )


def test_hits_of_all_visitors_are_kept_those_of_leaving_and_of_popups_too(whole: Crawled) -> None:
    assert set(whole.seen) == {page.replace("moved", "b") for page in whole.pages}


def test_what_robots_forbid_is_told(whole: Crawled) -> None:
    assert whole.gathered.notes == ["1 page left out, because robots.txt forbids them"]


def test_progress_is_told_after_each_page(whole: Crawled) -> None:
    last = whole.told[-1]
    assert ([each.pages for each in whole.told], last.waiting, last.hits > 6) == ([1, 2, 3, 4, 5, 6, 7], 0, True)


def test_robots_can_be_ignored_patterns_narrow_and_a_limit_ends(folder: Path) -> None:
    some = crawled(folder, robots=False, include=("/secret/*", "/a"), max_pages=2, pages_a_visit=1)
    assert (some.pages, some.gathered.notes) == (
        ["www.acme.test/", "www.acme.test/a"],
        ["1 more page known, but no more than 2 wanted"],
    )


def test_a_visitor_for_whom_no_page_was_left_makes_no_visit(folder: Path) -> None:
    alone = crawled(folder, depth=0, max_pages=2)
    assert (alone.pages, len(alone.gathered.visits), alone.gathered.problems) == (["www.acme.test/"], 1, [])


def test_what_a_page_was_answered_with_is_known(whole: Crawled) -> None:
    seen = {page.url.removeprefix("https://"): page for visit in whole.gathered.visits for page in visit.pages}
    moved = seen["www.acme.test/moved"]
    assert (moved.status, [(each.status, each.location) for each in moved.redirects], moved.final_url) == (
        200,
        [(302, "/b")],
        "https://www.acme.test/b",
    )


def test_scripts_and_settings_of_the_portal_are_known(whole: Crawled) -> None:
    visit = whole.gathered.visits[0]
    assert ({script.status for script in visit.scripts}, [portal.cookie_domains for portal in visit.portals]) == (
        {200},
        [(".acme.test", ".acme-shop.test")],
    )
