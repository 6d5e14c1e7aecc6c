"""What a test leaves behind for later: each of its contexts as a visit, saved beside Playwright's trace.

The files are evidence like that of the audit, so `hstrack judge` and `hstrack plan infer` read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from harness.audit.evidence import save_visits
from harness.audit.visit import PageVisit, Visit
from harness.capture.timeline import Entry, Timeline
from harness.wire.words import plain

__all__ = ["About", "keep", "visit_of"]

MOST_ENTRIES = 10_000
MOST_CHARACTERS = 32_000_000
LONGEST_NAME = 200

LACKS = (
    *("consent", "cookies", "csp", "document", "elements", "forms", "frameworks", "links", "pages", "portal"),
    *("redirects", "scripts", "storage"),
)
"""What a test does not look at: the banner, the cookie jar at the end of a page, what a page says about itself."""

UNSETTLED = "the test ended as it did, whether the page had come to rest or not"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Which test a visit was made for, with which browser, and since when."""

    test: str
    browser: str
    began_at: datetime


def visit_of(timeline: Timeline, about: About) -> Visit:
    """A context's timeline as a visit; of a very long one the newest entries."""
    kept = _newest(timeline.entries)
    left_out = len(timeline) - len(kept)
    newest = Timeline(tuple(kept))
    loads = [change for change in newest.navigations if change.top and change.kind == "load"]
    return Visit(
        journey=f"test {plain(about.test, LONGEST_NAME)}",
        start_url=loads[0].url if loads else "about:blank",
        browser=about.browser,
        started_at=about.began_at,
        pages=tuple(PageVisit(url=load.url, final_url=load.url, loaded_at=load.at) for load in loads),
        settled=False,
        undecided=(UNSETTLED, *([f"{left_out:,} older entries were left out"] if left_out else [])),
        lacks=LACKS,
    ).with_timeline(newest)


def keep(folder: Path, visits: Iterable[Visit]) -> tuple[Path, ...]:
    """Write `hubspot-1.json`, `hubspot-2.json` …, e-mail addresses masked; EvidenceError when they cannot be."""
    numbered = {folder / f"hubspot-{number}.json": visit for number, visit in enumerate(visits, 1)}
    for file, visit in numbered.items():
        save_visits(file, [visit], make_folder=True)
    return tuple(numbered)


def _newest(entries: Sequence[Entry]) -> list[Entry]:
    """The newest entries that a file has room for, in their order; a page that loops must not fill the disk."""
    room, kept = MOST_CHARACTERS, []
    for entry in reversed(entries[-MOST_ENTRIES:]):
        room -= len(repr(entry))
        if room < 0:
            break
        kept.append(entry)
    return kept[::-1]
