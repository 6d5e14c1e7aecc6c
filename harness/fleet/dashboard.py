"""A fleet at one look: static pages that need no script and no network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

from harness.fleet.change import Change
from harness.fleet.reading import Course, Look, RunSeen
from harness.fleet.result import HEALTHS, Health
from harness.report.html import csp_hash, environment

__all__ = ["Bar", "Fleet", "SiteRow", "pages_of", "row_of"]

TEMPLATES = Path(__file__).parent / "templates"
ROWS, WORST = 500, 50
BAR_W, BAR_H, STACK_H = 7, 18, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One rectangle of a drawing, in pixels."""

    x: int
    y: float
    width: int
    height: float
    health: Health
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A site as the dashboard shows it: its newest look, its trend, where its report is ("": nowhere)."""

    site: str
    url: str
    now: Look
    trend: tuple[Bar, ...]
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """All that the dashboard tells: runs and regressions with their time, the newest first, and a row for each site."""

    name: str
    runs: Sequence[RunSeen]
    regressions: Sequence[tuple[str, Change]]
    rows: Sequence[SiteRow]

    @property
    def healths(self) -> dict[Health, int]:
        """How many sites are how well, the worst first."""
        found = [row.now.health for row in self.rows]
        return {health: found.count(health) for health in HEALTHS}

    @property
    def stacks(self) -> list[Bar]:
        """The runs as stacks of their sites by health, the oldest first."""
        return [bar for number, run in enumerate(reversed(self.runs)) for bar in _stack(number, run)]


def row_of(course: Course, report: Callable[[str], str]) -> SiteRow:
    """The row of a site; `report` makes an address of where its report is kept."""
    return SiteRow(
        site=course.site, url=course.url, now=course.now, trend=tuple(_trend(course)), report=report(course.now.page)
    )


def pages_of(fleet: Fleet) -> Iterator[tuple[str, str]]:
    """Each file by name with its text: `index.html`, then the sites, so many to a page, the worst first."""
    rows = sorted(fleet.rows, key=lambda row: (HEALTHS.index(row.now.health), -row.now.errors, row.site))
    chunks = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
    names = {f"sites-{number}.html": f"{each[0].now.health} {each[0].site}" for number, each in enumerate(chunks, 1)}
    yield "index.html", _rendered("fleet.html", fleet=fleet, rows=rows[:WORST], names=names)
    for name, chunk in zip(names, chunks, strict=True):
        yield name, _rendered("sites.html", fleet=fleet, rows=chunk, names=names, here=name)


def _trend(course: Course) -> Iterator[Bar]:
    """A bar for each time of one health, as wide as it has looks, the higher the worse."""
    x = 0
    for health, found in groupby(course.looks, lambda look: look.health):
        days = [look.started_at[:10] for look in found]
        height = BAR_H * (len(HEALTHS) - HEALTHS.index(health)) / len(HEALTHS)
        when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
        width = BAR_W * len(days) - 1
        yield Bar(x=x, y=BAR_H - height, width=width, height=height, health=health, text=f"{when}: {health}")
        x += width + 1


def _stack(number: int, run: RunSeen) -> Iterable[Bar]:
    total = max(run.sites, run.done, 1)
    heights = [STACK_H * run.healths.get(health, 0) / total for health in HEALTHS]
    tops = accumulate(heights)
    for health, height, top in zip(HEALTHS, heights, tops, strict=True):
        if height:
            text = f"run {run.number}, {run.started_at[:10]}: {run.healths[health]} {health}"
            yield Bar(x=number * 24, y=STACK_H - top, width=20, height=height, health=health, text=text)


def _rendered(template: str, **values: object) -> str:
    style = (TEMPLATES / "fleet.css").read_text(encoding="utf-8")
    return environment(TEMPLATES).get_template(template).render(**values, style=style, style_hash=csp_hash(style))
