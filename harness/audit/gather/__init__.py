"""Visits with a browser: the only part of the audit that drives one."""

from harness.audit.gather.gathering import Gathered, Gathering, Progress
from harness.audit.gather.target import CrawlTarget, Target, Wishes, crawls, site_target
from harness.audit.gather.visits import gather

__all__ = [
    "CrawlTarget",
    "Gathered",
    "Gathering",
    "Progress",
    "Target",
    "Wishes",
    "crawls",
    "gather",
    "site_target",
]
