"""What an audit tells at a terminal while it works."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from harness.audit.words import count

if TYPE_CHECKING:
    from harness.audit.gather import Progress

__all__ = ["Telling", "progress_line"]

ANEW = "\r\x1b[K"
MINUTE_S = 60


@dataclass(slots=True)
class Telling:
    """Tells people what is being done, on one line as far as a crawl goes; programs that read the stream are spared."""

    stream: TextIO
    open_line: bool = False

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
        """Tell how far a crawl is."""
        if self.stream.isatty():
            self._write(f"{ANEW}hstrack: {progress_line(progress)}")
            self.open_line = True

    def end(self) -> None:
        """Begin a new line where one is open."""
        if self.open_line:
            self._write("\n")
            self.open_line = False

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()


def progress_line(progress: Progress) -> str:
    """`12 pages, 40 hits, 3.4 pages/s, 80 to come, about 24 s left`."""
    rate = progress.pages / progress.elapsed_s if progress.elapsed_s > 0 else 0.0
    told = [count(progress.pages, "page"), count(progress.hits, "hit"), f"{rate:.1f} pages/s"]
    if progress.waiting:
        told.append(f"{progress.waiting:,} to come")
        told += [f"about {_span(progress.waiting / rate)} left"] if rate else []
    return ", ".join(told)


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 2 * MINUTE_S else f"{seconds / MINUTE_S:.0f} min"
