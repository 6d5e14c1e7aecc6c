"""What a rule says of a visit: findings, reasons for doubt, and the outcome of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from harness.audit.visit import PageVisit
from harness.audit.words import phrase
from harness.capture.timeline import Navigation, PageFault, QueueCall, SourceLine
from harness.wire.hits import Hit, Malformed

__all__ = [
    "SEVERITIES",
    "DoesNotApply",
    "Evidence",
    "Finding",
    "Findings",
    "Outcome",
    "Severity",
    "Undecided",
    "finding",
]

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From the gravest to the mildest."""

Outcome = Literal["finding", "clean", "does-not-apply", "undecided", "crashed"]

Evidence = Hit | Malformed | QueueCall | Navigation | PageVisit | PageFault
"""What a finding can point at."""


class Undecided(Exception):  # noqa: N818 - raised by a rule that cannot tell; it reads as an outcome, not as an error
    """Raised, or yielded to go on with the next page, by a rule that cannot tell; the text is the reason."""


class DoesNotApply(Exception):  # noqa: N818 - as Undecided
    """Raised by a rule that has nothing to look at in this visit; the text is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of the site: what is wrong, on which page, by which evidence, caused by which line, how to fix it.

    `at` is the time of the evidence. `rule`, `severity` and `fix` are filled in by the run where the rule left them
    open.
    """

    message: str
    page: str = ""
    evidence: str = ""
    at: datetime | None = None
    cause: SourceLine | None = None
    rule: str = ""
    severity: Severity | None = None
    fix: str = ""


Findings = Iterator[Finding | Undecided]
"""What a rule yields."""


def finding(
    message: str,
    *,
    at: Evidence,
    cause: QueueCall | Navigation | None = None,
    severity: Severity | None = None,
    fix: str = "",
    page: str = "",
) -> Finding:
    """A fault with the evidence for it; `cause` is the call whose source line is to blame (`at` itself if it has one).

    `severity` is only given where this finding weighs less than its rule, `fix` where it wants another one,
    and `page` where the evidence does not name it.
    """
    blamed = cause or (at if isinstance(at, QueueCall | Navigation) else None)
    return Finding(
        message=message,
        page=page or _page_of(at),
        evidence=phrase(at),
        at=_time_of(at),
        cause=blamed.stack[0] if blamed and blamed.stack else None,
        severity=severity,
        fix=fix,
    )


def _page_of(at: Evidence) -> str:
    match at:
        case Hit():
            return at.page.url or ""
        case Malformed():
            return dict(at.raw).get("pu") or _header(at, "referer")
        case QueueCall():
            return at.frame_url
        case PageVisit():
            return at.final_url
        case _:
            return at.url


def _header(at: Malformed, name: str) -> str:
    return next((value for key, value in at.request.headers if key.lower() == name), "")


def _time_of(at: Evidence) -> datetime | None:
    match at:
        case Hit():
            # A page's own clock runs ahead once its timers were run; the arrival fits the other times of a visit.
            return (at.request.arrived_at if at.request else None) or at.sent_at
        case Malformed():
            return at.request.arrived_at
        case PageVisit():
            return at.loaded_at
        case _:
            return at.at
