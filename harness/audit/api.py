"""The audit from Python: addresses or a sample site in, report out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from harness.audit.config import AuditConfig
from harness.audit.gather import Gathering, Target, gather, site_target
from harness.audit.registry import catalogue
from harness.audit.result import AuditReport
from harness.audit.rule import Rule
from harness.audit.run import judge
from harness.audit.trouble import checked_url
from harness.capture.address import AddressBook
from harness.capture.tap import Surroundings
from harness.stage.browsers import find_browser
from harness.stage.site import Site, load_site

__all__ = ["audit"]


def audit(
    *urls: str,
    sites: Iterable[Site | Path] = (),
    rules: Iterable[Rule] | None = None,
    config: AuditConfig | None = None,
    browser: Literal["chromium", "firefox"] = "chromium",
    resolve: Iterable[str] = (),
    connect_to: Iterable[str] = (),
    timeout_s: float = 30.0,
) -> AuditReport:
    """Visit each address and each sample site, and judge what they send; nothing reaches HubSpot.

    `rules` replaces the catalogue. What could not be visited is told in the report's `problems`; HarnessError is for
    what is wrong with the call itself.
    """
    around = Surroundings(tracker="live", live=True, addresses=AddressBook.parse(resolve, connect_to))
    targets = [Target(url=checked_url(url), surroundings=around) for url in urls]
    targets += [site_target(site if isinstance(site, Site) else load_site(site)) for site in sites]
    gathered = gather(targets, Gathering(browser=find_browser(browser), timeout_s=timeout_s))
    return judge(gathered.visits, tuple(catalogue() if rules is None else rules), config, gathered.problems)
