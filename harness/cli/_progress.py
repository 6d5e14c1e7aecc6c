"""What an audit tells at a terminal while it works."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from harness.audit.gather import Progress
    from harness.audit.visit import Visit
    from harness.report.build import GrowingReport

__all__ = ["Telling", "progress_line"]

ANEW = "\r\x1b[K"
MINUTE_S = 60


@dataclass(slots=True)
class Telling:
    """Tells people what is being done, on one line as far as a crawl goes; programs that read the stream are spared."""

    stream: TextIO
    crawl: Progress | None = None
    found: tuple[int, int] = (0, 0)

    @classmethod
    def here(cls) -> Telling:
        """On standard error."""
        return cls(sys.stderr)

    def say(self, step: str) -> None:
        """Tell one step."""
        if self.stream.isatty():
            self.end()
            self._write(f"hstrack: {step}\n")

    def progress(self, progress: Progress) -> None:
        """Tell how far a crawl is; one that begins after another has a line of its own."""
        if self.stream.isatty():
            if self.crawl and progress.pages <= self.crawl.pages:
                self.end()
            self.crawl = progress
            self._draw()

    def judging(self, growing: GrowingReport) -> Callable[[Visit], None]:
        """What adds visits to a report, from another thread, and tells how much was found in them so far."""

        def judge(visit: Visit) -> None:
            growing.add(visit)
            self.found = growing.found
            self._draw()

        return judge

    def end(self) -> None:
        """Begin a new line where one is open."""
        if self.crawl:
            self._write("\n")
            self.crawl = None

    def _draw(self) -> None:
        # Another thread may end the line meanwhile.
        if crawl := self.crawl:
            self._write(f"{ANEW}hstrack: {progress_line(crawl, *self.found)}")

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()


def progress_line(progress: Progress, findings: int = 0, visits: int = 0) -> str:
    """`12 pages, 40 hits, 3 findings in 1 visit, 3.4 pages/s, 80 to come, about 24 s left`.

    A visit is judged when it ends, so the findings are those of fewer pages than were seen.
    """
    from harness.audit.words import count

    rate = progress.pages / progress.elapsed_s if progress.elapsed_s > 0 else 0.0
    found = f"{count(findings, 'finding')} in {count(visits, 'visit')}" if visits else "no visit judged yet"
    told = [count(progress.pages, "page"), count(progress.hits, "hit"), found, f"{rate:.1f} pages/s"]
    if progress.waiting:
        told.append(f"{progress.waiting:,} to come")
        told += [f"about {_span(progress.waiting / rate)} left"] if rate else []
    return ", ".join(told)


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 2 * MINUTE_S else f"{seconds / MINUTE_S:.0f} min"
