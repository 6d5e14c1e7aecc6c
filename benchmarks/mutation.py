"""How much breakage the rules notice: `python -m benchmarks.mutation`.

Each right site is broken line by line: a line deleted, two swapped, a literal changed, an argument dropped. A mutant
counts when what is sent differs from what the unbroken site sends, identifiers and times apart, and HubSpot records
something else; `recorded alike` are those of which it makes the same: the same visitors, pages, titles, identities and
events, though a page was named or reached in another way. A mutant of a file that no visit asks for cannot differ, and
is not visited. It is noticed when a rule finds something, or when the visit or a rule
is left in doubt. Each survivor is told with file and line, and with a hit that it sends or does not send.

Exit status 1 when less than 90 % are noticed. `--sample 100 --seed 7` tries some of them; each of the `--processes` has
a browser of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from time import perf_counter

from benchmarks._breaking import RULES, Broken, Outcome, Right, right_visits, tried
from benchmarks._ground import print_table
from benchmarks._mutants import mutants
from tests.sites.visiting import PACKAGED, SITES, expected

WANTED = 0.9
BATCH = 60
HEAD = ("site", "mutants", "sent differs", "recorded alike", "found", "in doubt", "survived", "score")


def right_sites() -> list[str]:
    """The sites of pages alone on which nothing is found; one with packages takes too long."""
    return [name for name in SITES if "/" not in name and name not in (*PACKAGED, "worker") and not expected(name)]


def chosen(rights: Mapping[str, Right], sample: int | None, seed: int) -> list[Broken]:
    """What is to be tried; with `sample`, as many of all, drawn by chance."""
    every = [
        (name, mutant)
        for name, right in rights.items()
        for mutant in mutants(SITES[name])
        if mutant.file in right.files
    ]
    return random.Random(seed).sample(every, min(sample, len(every))) if sample else every


def outcomes(broken: Sequence[Broken], rights: Mapping[str, Right], processes: int) -> dict[str, list[Outcome]]:
    """What came of the mutants, by site."""
    told: dict[str, list[Outcome]] = {}
    size = min(BATCH, -(-len(broken) // processes))
    batches = [broken[start : start + size] for start in range(0, len(broken), size)]
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        for batch, came in zip(batches, pool.map(tried, batches, repeat(rights)), strict=True):
            for (name, _), outcome in zip(batch, came, strict=True):
                told.setdefault(name, []).append(outcome)
            print(".", end="", flush=True)
    print()
    return told


def counting(came: Iterable[Outcome]) -> list[Outcome]:
    """The mutants that count: something else is sent, and HubSpot records something else."""
    return [outcome for outcome in came if outcome.differs and not outcome.alike]


def row(name: str, came: Sequence[Outcome]) -> tuple[object, ...]:
    """The line of the table."""
    counts = counting(came)
    differing = sum(outcome.differs for outcome in came)
    found = sum(bool(outcome.rules) for outcome in counts)
    noticed = sum(outcome.noticed for outcome in counts)
    score = f"{noticed / len(counts):.0%}" if counts else ""
    return name, len(came), differing, differing - len(counts), found, noticed - found, len(counts) - noticed, score


def survivors(told: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    """A line for each mutant that nobody noticed, with a hit that it sends or does not send."""
    for name, came in told.items():
        for outcome in counting(came):
            if not outcome.noticed:
                yield f"sites/{name}/{outcome.mutant}"
                yield from (
                    f"    {sign} {hit}" for sign, hits in (("-", outcome.gone), ("+", outcome.new)) for hit in hits[:1]
                )


def main(sites: Sequence[str], sample: int | None, seed: int, processes: int) -> int:
    """Break, visit, judge, print, and say by the exit status whether enough was noticed."""
    begun = perf_counter()
    rights = right_visits(sites or right_sites())
    faults = [f"{name}: {right.fault}" for name, right in rights.items() if right.fault]
    if faults:
        print(*faults, sep="\n")
        return 1
    told = outcomes(chosen(rights, sample, seed), rights, processes)
    whole = [outcome for came in told.values() for outcome in came]
    print_table(HEAD, [*(row(name, came) for name, came in sorted(told.items())), row("all", whole)])
    print(f"{perf_counter() - begun:.0f} s, {len(RULES)} rules; survivors:")
    print("\n".join(survivors(told)) or "none")
    counts = counting(whole)
    return int(sum(outcome.noticed for outcome in counts) < WANTED * len(counts))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sites", nargs="*", help="names of right sites; all by default")
    parser.add_argument("--sample", type=int, help="try as many mutants, drawn by chance")
    parser.add_argument("--seed", type=int, default=1, help="by which chance; 1 by default")
    parser.add_argument("--processes", type=int, default=2, help="processes with a browser each; 2 by default")
    arguments = parser.parse_args()
    sys.exit(main(arguments.sites, arguments.sample, arguments.seed, arguments.processes))
