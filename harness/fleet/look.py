"""One look at one site, as a worker does it: visit, judge, report. What comes back is plain data."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

from harness.audit.config import AuditConfig
from harness.capture.endpoint import Endpoint
from harness.fleet.result import SiteResult, result_of
from harness.fleet.sites import FleetSite

if TYPE_CHECKING:
    from harness.audit.gather import CrawlTarget, Gathering, Target
    from harness.audit.rule import Rule
    from harness.report.model import Report

__all__ = ["Delivery", "Means", "config_of", "look"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """How sites are looked at: browser, tracking code, seconds for a page and for a whole site, what rules are told."""

    browser: Literal["chromium", "firefox"] = "chromium"
    browser_path: str | None = None
    tracker: Literal["live", "standin"] = "live"
    timeout_s: float = 30.0
    limit_s: float = 900.0
    insecure: bool = False
    allow_private: bool = False
    endpoint: Endpoint | None = None
    show_identities: bool = False
    config: AuditConfig = field(default_factory=AuditConfig)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a worker gives back: the result, and its report as compressed HTML."""

    result: SiteResult
    page: bytes = b""

    @property
    def html(self) -> bytes:
        """The report's page."""
        return zlib.decompress(self.page) if self.page else b""


def look(site: FleetSite, means: Means) -> Delivery:
    """Look at a site; what cannot be visited is a problem of the result. Raises HarnessError for want of a browser."""
    from harness.report.formats.html import render

    started_at, begun = datetime.now(UTC), time.monotonic()
    report = _report(site, means)
    took_s = time.monotonic() - begun
    result = result_of(report, site=site.name, url=site.place, started_at=started_at, took_s=took_s, page="")
    return Delivery(result=result, page=zlib.compress(render(report).encode("utf-8", "replace")))


def _report(site: FleetSite, means: Means) -> Report:
    from harness.audit.emails import Masker
    from harness.audit.gather import gather
    from harness.report.build import GrowingReport

    growing = GrowingReport(_rules(), config_of(site, means.config), str if means.show_identities else Masker())
    gathered = gather(_targets(site, means), replace(_gathering(means), keep=growing.add))
    return growing.report(gathered.problems)


def config_of(site: FleetSite, config: AuditConfig) -> AuditConfig:
    """What rules are told at a site; ConfigError for a rule or an option that there is none of."""
    found = AuditConfig(fail_on=config.fail_on, rules={**config.rules, **site.rules})
    found.check(_rules())
    return found


@cache
def _rules() -> tuple[Rule, ...]:
    """All rules, looked for once: a worker has many looks before it."""
    from harness.audit.registry import catalogue

    return tuple(catalogue())


def _gathering(means: Means) -> Gathering:
    from harness.audit.gather import Gathering
    from harness.stage.browsers import far_browser, find_browser

    found = far_browser(means.browser) if means.endpoint else find_browser(means.browser, means.browser_path)
    return Gathering(
        browser=found,
        endpoint=means.endpoint,
        timeout_s=means.timeout_s,
        insecure=means.insecure,
        limit_s=means.limit_s,
    )


def _targets(site: FleetSite, means: Means) -> list[Target | CrawlTarget]:
    from harness.audit.gather import crawls

    place = _place(site, means)
    names = site.journeys or (() if site.crawl else (place.journey,))
    targets: list[Target | CrawlTarget] = [replace(place, journey=name) for name in names]
    return targets + (crawls([place], site.plan) if site.plan else [])


def _place(site: FleetSite, means: Means) -> Target:
    from harness.audit.gather import site_target
    from harness.audit.gather.target import url_targets
    from harness.capture.address import AddressBook
    from harness.stage.site import load_site, site_folder

    if site.site:
        target = site_target(load_site(site_folder(site.site)))
    else:
        (target,) = url_targets(
            [site.url],
            tracker=means.tracker,
            addresses=AddressBook(),
            plan=site.plan,
            domains=site.domains,
            allow_private=means.allow_private,
        )
    wishes = replace(
        target.wishes,
        **{name: getattr(site.selectors, name) for name in site.selectors.__struct_fields__},
        domains=(*target.wishes.domains, *site.domains),
    )
    return replace(target, wishes=wishes)
