"""How often a test fails that should not: `python -m benchmarks.flakiness --runs 1000 tests/plugin tests/capture`.

The named tests run again and again, each time in a process and an order of their own, until so many runs are there; a
later call goes on where an earlier one of the same tests stopped. Of each run its seed is kept, of each run that failed
all that it printed. The report says what failed and how to see it again.

Exit status 1 when a test failed in some run.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import get_args
from xml.etree import ElementTree as ET

import msgspec

from benchmarks._ground import markdown_table
from harness.stage.places import Engine

FOLDER = Path(__file__).parents[1] / "build" / "flakiness"
RUN_S = 3600.0
NO_END = "(no end)"
ALONE = ("-q", "-m", "browser", "-p", "no:cacheprovider")


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run of the tests."""

    seed: int
    began: datetime
    took_s: float
    tests: int
    skipped: int
    failed: tuple[str, ...]


class Series:
    """The runs of the same tests in the same browsers, kept in a folder."""

    def __init__(self, tests: Sequence[str], engines: Sequence[Engine]) -> None:
        self.what = [*tests, *(word for engine in engines for word in ("--browser", engine))]
        self.folder = FOLDER / hashlib.sha256(" ".join(self.what).encode()).hexdigest()[:8]
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file = self.folder / "runs.jsonl"
        self.runs = [msgspec.json.decode(line, type=Run) for line in self._lines()]

    def _lines(self) -> list[bytes]:
        return self.file.read_bytes().splitlines() if self.file.is_file() else []

    def run(self) -> Run:
        """Run the tests once more, with a seed of their own, and keep what came of it."""
        seed = random.SystemRandom().randrange(2**32)
        told = self.folder / "junit.xml"
        told.unlink(missing_ok=True)
        began, started = datetime.now(UTC), perf_counter()
        ended, printed = _ended(self.command(seed, told))
        tests, skipped, failed = counted(told, ended)
        run = Run(
            seed=seed, began=began, took_s=perf_counter() - started, tests=tests, skipped=skipped, failed=tuple(failed)
        )
        if failed:
            (self.folder / f"{seed}.log").write_bytes(printed)
        with self.file.open("ab") as file:
            file.write(msgspec.json.encode(run) + b"\n")
        self.runs.append(run)
        return run

    def command(self, seed: int, told: Path | None = None) -> list[str]:
        """The command line of a run."""
        report = [f"--junitxml={told}"] if told else []
        return ["-m", "pytest", *ALONE, f"--randomly-seed={seed}", *report, *self.what]

    def report(self) -> str:
        """What is known of all runs, in Markdown."""
        tests, skipped = sum(run.tests for run in self.runs), sum(run.skipped for run in self.runs)
        middle = median(run.took_s for run in self.runs)
        when = f"from {self.runs[0].began:%Y-%m-%d %H:%M} to {self.runs[-1].began:%H:%M} UTC"
        head = (
            f"`{' '.join(self.what)}`: {len(self.runs)} runs {when}, {middle:.1f} s each (median), {tests:,} tests of "
            f"which {skipped:,} were skipped; {sum(bool(run.failed) for run in self.runs)} runs failed.\n"
        )
        counts = Counter(name for run in self.runs for name in run.failed)
        rows = [(f"`{name}`", count, len(self.runs), self._again(name)) for name, count in counts.most_common()]
        return head + ("\n" + markdown_table(("test", "failed", "of runs", "seen with"), rows) if rows else "")

    def _again(self, name: str) -> str:
        return ", ".join(f"`--randomly-seed={run.seed}`" for run in self.runs if name in run.failed)


def _ended(arguments: list[str]) -> tuple[bool, bytes]:
    """Whether a run of pytest came to an end, and what it printed."""
    try:
        done = subprocess.run(  # noqa: S603 - this very suite
            [sys.executable, *arguments], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=RUN_S
        )
    except subprocess.TimeoutExpired as late:
        return False, late.stdout or b""
    return done.returncode in (0, 1), done.stdout


def counted(file: Path, ended: bool) -> tuple[int, int, list[str]]:
    """How many tests there were, how many were skipped, and the names of those that failed."""
    if not ended or not file.is_file():
        return 0, 0, [NO_END]
    cases = list(ET.parse(file).iter("testcase"))  # noqa: S314 - written by our own pytest
    failed = {
        f"{case.get('classname')}.{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    }
    return len(cases), sum(case.find("skipped") is not None for case in cases), sorted(failed)


def main(tests: Sequence[str], runs: int, engines: Sequence[Engine], seconds: float) -> int:
    """Run what is missing, write the report, and say by the exit status whether anything failed."""
    series, began = Series(tests, engines), perf_counter()
    while len(series.runs) < runs and perf_counter() - began < seconds:
        run = series.run()
        told = ", ".join(run.failed) or "passed"
        print(f"{len(series.runs)} of {runs}: {run.tests} tests in {run.took_s:.1f} s, {told}", flush=True)
    report = series.report()
    (series.folder / "report.md").write_text(report, encoding="utf-8")
    print(report)
    return int(any(run.failed for run in series.runs))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("tests", nargs="*", default=["tests"])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--browser", choices=get_args(Engine), action="append", default=[])
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no run after this time")
    given = parser.parse_args()
    sys.exit(main(given.tests, given.runs, given.browser or ["chromium"], given.seconds))
