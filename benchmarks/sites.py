"""Every sample site in every browser: `python -m benchmarks.sites`.

Each site and each of its variants is audited in Chromium and in Firefox, and what is found is compared with what its
`expected.toml` announces. The time of each site with its variants is told, the start of the browser included.

Exit status 1 when a site differs, when a visit left something in doubt, or when no browser is there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import groupby
from time import perf_counter
from typing import get_args

from benchmarks._ground import print_table
from harness.errors import HarnessError
from harness.stage.browsers import find_browser
from harness.stage.places import Engine
from tests.sites.visiting import SITES, expected, found, visits_of


def differences(names: Sequence[str], engine: Engine) -> list[str]:
    """What is not as announced, a sentence each; the sites are visited one after the other in one browser."""
    try:
        visits = visits_of(names, engine)
        pairs = {name: (found(visit), expected(name)) for name, visit in visits.items()}
    except (AssertionError, HarnessError) as error:
        return [f"{names[0]} in {engine}: {error}"]
    return [
        f"{name} in {engine}: found {was}, announced {wanted}" for name, (was, wanted) in pairs.items() if was != wanted
    ]


def row(site: str, names: Sequence[str], engine: Engine) -> tuple[tuple[str, ...], list[str], float]:
    """A line of the table, what differed, and the seconds that it took."""
    begun = perf_counter()
    wrong = differences(names, engine)
    taken = perf_counter() - begun
    return (site, engine, str(len(names)), f"{taken:.1f} s", "no" if wrong else "yes"), wrong, taken


def main(engines: Sequence[Engine]) -> int:
    """Audit, print, and say by the exit status whether every site is as announced."""
    by_site = [(site, list(names)) for site, names in groupby(SITES, key=lambda name: name.partition("/")[0])]
    rows, wrong = [], []
    for engine in engines:
        try:
            print(f"{engine} {find_browser(engine).version}", flush=True)
        except HarnessError as error:
            wrong.append(str(error))
            continue
        told = [row(site, names, engine) for site, names in by_site]
        rows += [cells for cells, _, _ in told]
        wrong += [sentence for _, sentences, _ in told for sentence in sentences]
        rows.append(("all", engine, str(len(SITES)), f"{sum(taken for _, _, taken in told):.1f} s", ""))
    print_table(("site", "browser", "with variants", "time", "as announced"), rows)
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--browser", choices=get_args(Engine), action="append", help="one alone; else both")
    sys.exit(main(parser.parse_args().browser or get_args(Engine)))
