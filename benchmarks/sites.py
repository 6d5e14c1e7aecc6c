"""Every sample site in every browser: `python -m benchmarks.sites`, or those that are named behind it.

Each site and each of its variants is audited in Chromium and in Firefox, and what is found is compared with what its
`expected.toml` announces. The time of each site with its variants is told, and how it splits: making the visitor's
context and ending it, loading and walking, coming to rest, and judging.

Exit status 1 when a site differs, when a visit left something in doubt that is not announced, or when no browser is
there.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from time import perf_counter
from typing import Any, get_args

import pytest

from benchmarks._ground import print_table
from harness.audit.gather import visits as gathering
from harness.capture.capture import Capture
from harness.capture.settle import Settlement
from harness.capture.steps import Steps
from harness.errors import HarnessError
from harness.stage.browsers import find_browser
from harness.stage.places import Engine
from tests.sites.visiting import SITES, Visits, expected, found

PARTS = ("context", "walk", "rest", "judge")


class Stopwatch:
    """Seconds by what they were spent on; `walk` holds the rest of a visit, and `context` what is around the walk."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Measure the visits that are made meanwhile."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(gathering, "perform", self._walking(gathering.perform))
            patch.setattr(Capture, "settle_steps", self._resting(Capture.settle_steps))
            yield

    @contextmanager
    def on(self, part: str, *, instead_of: str = "") -> Iterator[None]:
        """Measure a part, which is taken off another one that it happens in."""
        begun = perf_counter()
        try:
            yield
        finally:
            taken = perf_counter() - begun
            self.spent[part] += taken
            self.spent[instead_of] -= taken

    def _walking(self, perform: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def timed(*args: object) -> None:
            with self.on("walk", instead_of="context"):
                await perform(*args)

        return timed

    def _resting(self, settle: Callable[..., Steps[Settlement]]) -> Callable[..., Steps[Settlement]]:
        def timed(*args: Any, **how: Any) -> Steps[Settlement]:
            with self.on("rest", instead_of="walk"):
                return (yield from settle(*args, **how))

        return timed


def differences(visits: Visits, names: Sequence[str], engine: Engine, watch: Stopwatch) -> list[str]:
    """What is not as announced, a sentence each."""
    try:
        with watch.on("context"):
            made = visits.of(names, engine)
        with watch.on("judge"):
            pairs = {name: (found(visit, name), expected(name)) for name, visit in made.items()}
    except (AssertionError, HarnessError) as error:
        return [f"{names[0]} in {engine}: {error}"]
    return [
        f"{name} in {engine}: found {was}, announced {wanted}" for name, (was, wanted) in pairs.items() if was != wanted
    ]


def cells(site: str, number: int, spent: Counter[str]) -> tuple[str, ...]:
    """A line of the table."""
    return (site, str(number), f"{sum(spent[part] for part in PARTS):.1f} s", *(f"{spent[part]:.1f}" for part in PARTS))


def chosen(wanted: Sequence[str]) -> list[str]:
    """The names of these sites and of their variants, or of these variants alone; of all where none is wanted."""
    return [name for name in SITES if not wanted or name in wanted or name.partition("/")[0] in wanted]


def audited(engine: Engine, sites: Sequence[str]) -> list[str]:
    """Audit sites in an engine, print what it took, and say what is not as announced."""
    rows, wrong = [], []
    total: Counter[str] = Counter()
    begun = perf_counter()
    with Visits() as visits:
        print(f"{engine} {find_browser(engine).version}, start {visits.start(engine):.1f} s", flush=True)
        for site, names in groupby(sites, key=lambda name: name.partition("/")[0]):
            watch, listed = Stopwatch(), list(names)
            with watch.watching():
                wrong += differences(visits, listed, engine, watch)
            total.update(watch.spent)
            rows.append(cells(site, len(listed), watch.spent))
    print_table(("site", "with variants", "time", *PARTS), [*rows, cells("all", len(sites), total)])
    print(f"{perf_counter() - begun:.1f} s in all")
    return wrong


def main(engines: Sequence[Engine], wanted: Sequence[str]) -> int:
    """Say by the exit status whether every site is as announced."""
    wrong = [f"{name} is no sample site" for name in wanted if name not in SITES]
    for engine in engines:
        try:
            wrong += audited(engine, chosen(wanted))
        except HarnessError as error:
            wrong.append(str(error))
    print("\n".join(wrong) or "every site is as announced")
    return int(bool(wrong))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--browser", choices=get_args(Engine), action="append", help="one alone; else both")
    parser.add_argument("site", nargs="*", help="one alone, with its variants, or one of these; else all")
    options = parser.parse_args()
    sys.exit(main(options.browser or get_args(Engine), options.site))
