"""The audit from Python: addresses or a sample site in, report out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from harness.audit.config import AuditConfig
from harness.audit.crawl.plan import CrawlPlan
from harness.audit.gather import CrawlTarget, Gathering, Progress, Target, Wishes, crawls, gather, site_target
from harness.audit.gather.target import url_targets
from harness.audit.journeys import checked_journeys
from harness.audit.registry import catalogue
from harness.audit.result import AuditReport
from harness.audit.rule import Rule
from harness.audit.run import Judging
from harness.audit.visit import Visit
from harness.capture.address import AddressBook
from harness.stage.browsers import find_browser
from harness.stage.site import Site, load_site

__all__ = ["audit"]


def audit(
    *urls: str,
    sites: Iterable[Site | Path] = (),
    journeys: Iterable[str] = (),
    crawl: CrawlPlan | None = None,
    wishes: Wishes | None = None,
    rules: Iterable[Rule] | None = None,
    config: AuditConfig | None = None,
    tracker: Literal["live", "standin"] = "live",
    browser: Literal["chromium", "firefox"] = "chromium",
    browser_path: str | None = None,
    resolve: Iterable[str] = (),
    connect_to: Iterable[str] = (),
    allow_private: bool = False,
    insecure: bool = False,
    timeout_s: float = 30.0,
    keep: Callable[[Visit], object] | None = None,
    say: Callable[[str], object] = lambda _: None,
    progress: Callable[[Progress], object] = lambda _: None,
) -> AuditReport:
    """Visit each address and each sample site, and judge what they send; nothing reaches HubSpot.

    `journeys` are names of `hstrack audit --journey`; usually it is the first visit, a sample site's own journey,
    or the crawl alone where one is wanted. Unless `allow_private`, pages reach no address of your own network but
    those that you name here. `rules` replaces the catalogue. What could not be visited is told in the report's
    `problems`; HarnessError is for what is wrong with the call itself.

    Each visit is judged when it ends. It is given to `keep` then, from another thread, or is in the report's `visits`.
    """
    names = checked_journeys(tuple(journeys))
    addressed = url_targets(
        urls,
        tracker=tracker,
        addresses=AddressBook.parse(resolve, connect_to),
        plan=crawl,
        domains=wishes.domains if wishes else (),
        allow_private=allow_private,
    )
    places = [*addressed, *map(_of_site, sites)]
    targets: list[Target | CrawlTarget] = [
        replace(place, journey=name, wishes=wishes or place.wishes)
        for place in places
        for name in names or (() if crawl else (place.journey,))
    ]
    targets += crawls(places, crawl) if crawl else ()
    judging, kept = Judging(tuple(catalogue() if rules is None else rules), config), list[Visit]()

    def over(visit: Visit) -> None:
        judging.add(visit)
        (keep or kept.append)(visit)

    how = Gathering(
        browser=find_browser(browser, browser_path),
        timeout_s=timeout_s,
        insecure=insecure,
        say=say,
        progress=progress,
        keep=over,
    )
    gathered = gather(targets, how)
    return AuditReport(visits=tuple(kept), results=judging.results, problems=tuple(gathered.problems))


def _of_site(site: Site | Path) -> Target:
    return site_target(site if isinstance(site, Site) else load_site(site))
