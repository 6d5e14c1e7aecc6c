"""What a visit is to be: where it starts, what surrounds it, which journey is made there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from harness.audit.crawl.plan import CrawlPlan
from harness.audit.journeys import FIRST_VISIT
from harness.audit.trouble import checked_url
from harness.capture.address import AddressBook
from harness.capture.reach import Reach
from harness.capture.tap import Surroundings
from harness.stage.site import Site

__all__ = ["CrawlTarget", "Target", "Wishes", "crawls", "site_target", "url_targets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is said of a site that a journey cannot know by itself.

    The selectors are of the consent banner's buttons and go before those of the known platforms; `domains` are the
    site's other domains; only with `submit_forms` a form is sent where it reaches a real server; `recording` is the
    file of a recorded journey.
    """

    accept: str = ""
    decline: str = ""
    settings: str = ""
    save: str = ""
    revoke: str = ""
    domains: tuple[str, ...] = ()
    submit_forms: bool = False
    recording: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a visit starts, what surrounds it, and which links it walks (None: those that the application takes)."""

    url: str
    surroundings: Surroundings
    walk: tuple[str, ...] | None = None
    journey: str = FIRST_VISIT
    wishes: Wishes = Wishes()

    @property
    def most_steps(self) -> int:
        """More steps than the visit takes; each has a bound of its own, this is for what hangs all the same."""
        return 2 + len(self.walk or ()) + 10 * (self.journey != FIRST_VISIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlTarget:
    """Where a crawl starts, what surrounds its pages, how far it goes."""

    urls: tuple[str, ...]
    surroundings: Surroundings
    plan: CrawlPlan = field(default_factory=CrawlPlan)


def url_targets(
    urls: Collection[str],
    *,
    tracker: str,
    addresses: AddressBook,
    plan: CrawlPlan | None = None,
    domains: Iterable[str] = (),
    allow_private: bool = False,
) -> list[Target]:
    """Visits of addresses; UsageError for what is no address.

    Unless `allow_private`, no private address is reached but those of `urls`, `domains`, and what the plan names.
    """
    plan = plan or CrawlPlan()
    named = (*map(checked_url, urls), *plan.sitemaps)
    reach = None if allow_private else Reach.of(named, (*domains, *plan.domains), addresses)
    around = Surroundings(tracker=tracker, live=True, addresses=addresses, reach=reach)
    return [Target(url=checked_url(url), surroundings=around) for url in urls]


def site_target(site: Site, journey: str | None = None) -> Target:
    """The visit that a sample site declares: everything is served on this machine, nothing is reached outside."""
    wishes = Wishes(submit_forms=True, domains=tuple(host.name for host in site.host))
    around = Surroundings(site=site)
    return Target(url=site.start, surroundings=around, walk=site.walk, journey=journey or site.journey, wishes=wishes)


def crawls(targets: Iterable[Target], plan: CrawlPlan) -> list[CrawlTarget]:
    """The targets as crawls: addresses in one, for they share what is found, and each sample site in one of its own.

    A sample site is crawled as fast as it goes, because it is served on this machine.
    """
    places = list(targets)
    far = [place for place in places if not isinstance(place.surroundings.site, Site)]
    urls = tuple(place.url for place in far)
    found = [CrawlTarget(urls=urls, surroundings=far[0].surroundings, plan=plan)] if far else []
    for place in places:
        if isinstance(site := place.surroundings.site, Site):
            near = replace(plan, domains=(*plan.domains, *site.portal.cookie_domains), rate=0.0)
            found.append(CrawlTarget(urls=(place.url,), surroundings=place.surroundings, plan=near))
    return found
