"""Writes docs/benchmarks.md: `python -m benchmarks`, with `--quick` in a few minutes.

Each subject is measured in a process of its own. With `--only capture` one alone is measured anew, and what was
measured of the others before stays; the page says when each was.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

import msgspec
import psutil

from benchmarks._peers import node_version, versions
from benchmarks._result import Subject, subject_of
from harness.stage.browsers import find_browser

SUBJECTS = ("capture", "overhead", "settle", "side_by_side", "decode", "report_cost", "plugin", "before_after")
ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "benchmarks.json"
PAGE = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

What the harness costs and what it finds, beside bare Playwright, which is the floor, and beside what people use today.
`make bench` measures everything anew and writes this page; `make bench QUICK=1` takes minutes, and is rougher.

Within a table everything was measured in one run: the same pages, the same browser, in turns.
Figures are medians; "of the floor" is the ratio to it, which is what compares between machines.
Where the harness is behind a peer, further than a fifth from the floor, or not as wanted, the lines under a table say
why, and what comes next.
"""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A subject, and how it was measured."""

    subject: Subject
    at: datetime
    took_s: float
    quick: bool
    remark: str = ""
    """What else is to be known of the run."""


def measured(name: str, *, quick: bool, remark: str) -> Measured:
    """Measure a subject in a process of its own."""
    at, begun = datetime.now(UTC), perf_counter()
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as apart:
        subject = apart.submit(subject_of, name, quick).result()
    return Measured(subject=subject, at=at, took_s=perf_counter() - begun, quick=quick, remark=remark)


def page(known: dict[str, Measured]) -> str:
    """The page, with the machine that runs this."""
    parts = [HEAD, *(_part(name, known[name]) for name in SUBJECTS if name in known), _where()]
    return "\n".join(parts)


def _part(name: str, told: Measured) -> str:
    how = f"`python -m benchmarks --only {name}{' --quick' if told.quick else ''}`"
    when = f"Measured on {told.at:%Y-%m-%d at %H:%M} UTC by {how}, in {told.took_s:.0f} s."
    return f"{told.subject.markdown()}\n{when}\n{told.remark}".rstrip() + "\n"


def _where() -> str:
    return "## Where\n\n" + "".join(f"- {line}\n" for line in _machine())


def _machine() -> Iterator[str]:
    browser = find_browser()
    here = f"{platform.platform(aliased=True, terse=True)}; Python {platform.python_version()}"
    yield f"{_processor()}, {os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB of memory."
    yield f"{here}; Node.js {node_version()}."
    yield f"{browser.engine.title()} {browser.version}; Playwright {version('playwright')}."
    yield f"The harness at {_commit()}."
    yield f"From npm: {', '.join(f'{name} {number}' for name, number in versions().items())}."


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in told.splitlines() if line.startswith("model name")), "?")


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603 - git
    return done.stdout.strip() or "an unknown commit"


def main(names: list[str], *, quick: bool, remark: str) -> int:
    """Measure, print, keep, and write the page; the exit status says whether all is as wanted."""
    known = msgspec.json.decode(KEPT.read_bytes(), type=dict[str, Measured]) if names and KEPT.is_file() else {}
    for name in names or SUBJECTS:
        known[name] = measured(name, quick=quick, remark=remark)
        print(f"\n# python -m benchmarks --only {name}, {known[name].took_s:.0f} s")
        known[name].subject.print()
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_bytes(msgspec.json.encode(known))
        PAGE.write_text(page(known), encoding="utf-8")
    return int(not all(each.subject.holds for each in known.values()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a few minutes; the figures are rougher")
    parser.add_argument("--only", choices=SUBJECTS, action="append", default=[], help="measure this one anew")
    parser.add_argument("--remark", default="", help="a sentence for the page, say on what else the machine did")
    given = parser.parse_args()
    sys.exit(main(given.only, quick=given.quick, remark=given.remark))
