"""Sites and what was seen there, for the tests of the history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from harness.audit.finding import SEVERITIES, Severity
from harness.fleet.result import SiteResult
from harness.fleet.state import Kind, Seen, Thing

START = datetime(2026, 3, 1, 2, tzinfo=UTC)


def finding(key: str = "f1", severity: Severity = "error", rule: str = "identity-never-sent") -> Thing:
    """A finding."""
    return Thing(kind="finding", key=key, text=f"{rule}: {key}", severity=severity, rule=rule)


def named(kind: Kind, name: str) -> Thing:
    """A page, an event, a property or an identity."""
    return Thing(kind=kind, key=name, text=name)


def failure(text: str = "the site did not answer") -> Thing:
    """What is seen of a site that cannot be visited."""
    return Thing(kind="failure", key="visit", text=text, severity="error")


def seen(*things: Thing, whole: bool = True, looked: bool = True, silent: Iterable[str] = ()) -> Seen:
    """What a look came by."""
    return Seen(things={each.name: each for each in things}, whole=whole, looked=looked, silent=frozenset(silent))


def result(*things: Thing, site: str = "www.acme.test", day: int = 0, page: str = "", **facts: bool) -> SiteResult:
    """A result of a site, some days after the first."""
    found = seen(*things, **facts)
    weights = [each.severity for each in things if each.kind == "finding"]
    failures = tuple(each.text for each in things if each.kind == "failure")
    return SiteResult(
        site=site,
        url=f"https://{site}/",
        started_at=START + timedelta(days=day),
        took_s=2.5,
        seen=found,
        pages=int(found.looked),
        hits=3,
        severities={severity: weights.count(severity) for severity in SEVERITIES},
        problems=failures,
        page=page,
    )
