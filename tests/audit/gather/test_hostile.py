"""The site that wears a visitor out: a crawl of it ends, says what is in doubt, and keeps what it had.

The pages that take a machine's whole strength are left to `python -m benchmarks.hostile`.
"""

from __future__ import annotations

import pytest

from harness.audit.crawl.plan import CrawlPlan
from harness.audit.gather import Gathered, Gathering, crawls, gather, site_target
from harness.audit.visit import Visit
from harness.stage.browsers import find_browser
from harness.stage.site import bundled_sites, load_site

pytestmark = pytest.mark.browser

HOME = "https://www.acme.test/"
PAGES = ("busy", "dialogs", "farewell", "frozen-queue", "injecting-title", "redirects", "rubbish")


@pytest.fixture(scope="module")
def crawled() -> Gathered:
    """A crawl of some pages, each by a visitor of its own."""
    plan = CrawlPlan(include=tuple(f"/{name}" for name in PAGES), pages_a_visit=1)
    targets = crawls([site_target(load_site(bundled_sites()["hostile"]))], plan)
    return gather(targets, Gathering(browser=find_browser(), timeout_s=6.0, rest_s=6.0))


def visit_of(crawled: Gathered, name: str) -> Visit:
    """The visit of a page."""
    return next(visit for visit in crawled.visits if visit.start_url == HOME + name)


def test_every_page_has_a_visit(crawled: Gathered) -> None:
    assert {visit.start_url.removeprefix(HOME) for visit in crawled.visits} == {"", *PAGES}


@pytest.mark.parametrize("name", ["busy", "frozen-queue"])
def test_what_never_comes_to_rest_is_in_doubt(crawled: Gathered, name: str) -> None:
    assert not visit_of(crawled, name).settled


def test_what_cannot_be_seen_at_all_is_told(crawled: Gathered) -> None:
    told = [problem for problem in crawled.problems if problem.startswith(f"{HOME}redirects: ")]
    assert told == [f"{HOME}redirects: the page redirects for ever; open it with curl -L to see the loop"]


@pytest.mark.parametrize("name", ["busy", "farewell", "injecting-title", "rubbish"])
def test_what_a_page_sent_is_kept(crawled: Gathered, name: str) -> None:
    assert f"page view of /{name}" in [hit.phrase for hit in visit_of(crawled, name).hits]


def test_rubbish_is_kept_as_malformed(crawled: Gathered) -> None:
    assert len(visit_of(crawled, "rubbish").malformed) == 4
