from pathlib import Path

import pytest

from harness.audit.api import audit
from harness.audit.crawl.plan import CrawlPlan
from harness.audit.gather import CrawlTarget, Gathered, Gathering, Target
from harness.audit.registry import catalogue
from harness.audit.rules.page_views.first_view_counted_twice import first_view_counted_twice
from harness.audit.testing import page_view, visit
from harness.audit.visit import Visit
from harness.errors import UsageError
from harness.stage.browsers import FoundBrowser
from harness.stage.site import bundled_sites, load_site


@pytest.fixture(autouse=True)
def no_browser(monkeypatch: pytest.MonkeyPatch) -> list[Target]:
    """The targets of the audit, each of which sends one page view."""
    targets: list[Target] = []

    def gather(wanted: list[Target], how: Gathering) -> Gathered:
        targets.extend(wanted)
        assert how.keep
        for _ in wanted:
            how.keep(visit(page_view("/")))
        return Gathered(problems=["a page is gone"])

    def find_browser(engine: str, path: str | None) -> FoundBrowser:
        return FoundBrowser(engine="firefox", executable_path=None, channel=None, source="a test", version="1")

    monkeypatch.setattr("harness.audit.api.gather", gather)
    monkeypatch.setattr("harness.audit.api.find_browser", find_browser)
    return targets


def test_addresses_and_sites_are_audited(no_browser: list[Target]) -> None:
    folder: Path = bundled_sites()["spa"]
    report = audit("https://www.acme.test/", sites=[folder, load_site(folder)], rules=[first_view_counted_twice])
    assert [target.walk for target in no_browser] == [None, load_site(folder).walk, load_site(folder).walk]
    assert (len(report.visits), [result.outcome for result in report.results], report.problems) == (
        3,
        ["clean"],
        ("a page is gone",),
    )


def test_the_catalogue_is_judged_by_default() -> None:
    judged = [result.rule for result in audit("https://www.acme.test/").results]
    assert judged == [rule.id for rule in catalogue()]


def test_a_crawl_takes_the_place_of_the_first_visit(no_browser: list[Target | CrawlTarget]) -> None:
    audit("https://www.acme.test/", "https://www.acme.test/a", crawl=CrawlPlan(max_pages=7))
    (crawl,) = no_browser
    assert isinstance(crawl, CrawlTarget)
    assert (crawl.urls, crawl.plan.max_pages) == (("https://www.acme.test/", "https://www.acme.test/a"), 7)


def test_journeys_are_made_beside_a_crawl(no_browser: list[Target | CrawlTarget]) -> None:
    audit("https://www.acme.test/", journeys=["spa-walk"], crawl=CrawlPlan())
    assert [getattr(target, "journey", "crawl") for target in no_browser] == ["spa-walk", "crawl"]


def test_visits_are_kept_by_whom_the_caller_says() -> None:
    kept: list[Visit] = []
    report = audit("https://www.acme.test/", rules=[first_view_counted_twice], keep=kept.append)
    assert (len(kept), report.visits, [result.outcome for result in report.results]) == (1, (), ["clean"])


def test_a_wrong_address_is_told() -> None:
    with pytest.raises(UsageError, match="'acme' is not the address of a web page"):
        audit("acme")


@pytest.mark.parametrize("allowed", [False, True], ids=["not allowed", "allowed"])
def test_pages_reach_the_own_network_when_that_is_allowed(no_browser: list[Target], allowed: bool) -> None:
    audit("https://www.acme.test/", allow_private=allowed)
    assert [target.surroundings.reach is None for target in no_browser] == [allowed]
