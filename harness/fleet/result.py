"""What one run came by at one site, as workers give it back and the history keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from harness.audit.finding import SEVERITIES, Severity
from harness.fleet.state import Seen, failed, seen_of
from harness.report.model import Report

__all__ = ["HEALTHS", "Health", "SiteResult", "result_of", "unvisited"]

Health = Literal["failed", "error", "warning", "note", "clean"]
HEALTHS: tuple[Health, ...] = ("failed", *SEVERITIES, "clean")
"""From the worst to the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteResult:
    """One site in one run: how long it took, at which attempt, its figures, what was seen; `page` is its report."""

    site: str
    url: str
    started_at: datetime
    took_s: float
    seen: Seen
    attempts: int = 1
    pages: int = 0
    hits: int = 0
    severities: Mapping[Severity, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))
    problems: tuple[str, ...] = ()
    page: str = ""

    @property
    def health(self) -> Health:
        """The gravest thing that is wrong with it; `failed` where something could not be visited."""
        if self.problems:
            return "failed"
        return next((severity for severity in SEVERITIES if self.severities.get(severity)), "clean")


def result_of(report: Report, *, site: str, url: str, started_at: datetime, took_s: float, page: str) -> SiteResult:
    """The result that a report is."""
    return SiteResult(
        site=site,
        url=url,
        started_at=started_at,
        took_s=took_s,
        seen=seen_of(report),
        pages=report.summary.pages,
        hits=report.summary.hits,
        severities=report.summary.severities,
        problems=report.problems,
        page=page,
    )


def unvisited(reason: str, *, site: str, url: str, started_at: datetime, took_s: float = 0.0) -> SiteResult:
    """The result of a site that nobody came to."""
    return SiteResult(site=site, url=url, started_at=started_at, took_s=took_s, seen=failed(reason), problems=(reason,))
