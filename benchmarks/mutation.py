"""How much breakage the rules notice: `python -m benchmarks.mutation`.

Each right site is broken line by line: a line deleted, two swapped, a literal changed, an argument dropped. A mutant
counts when what is sent differs from what the unbroken site sends, identifiers and times apart. It is noticed when a
rule finds something, or when the visit or a rule is left in doubt. Each survivor is told with file and line.

Exit status 1 when less than 90 % are noticed. `--sample 100 --seed 7` tries some of them.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks._ground import print_table
from benchmarks._mutants import Mutant, mutants
from harness.audit.gather import Gathering, gather, site_target
from harness.audit.registry import catalogue
from harness.audit.run import judge
from harness.audit.visit import Visit
from harness.errors import HarnessError
from harness.stage.browsers import find_browser
from harness.stage.site import load_site
from harness.wire.hits import CustomEvent, ElementClick, FormSubmission, Hit, LegacyEvent
from harness.wire.linking import LinkParams
from tests.sites.visiting import PACKAGED, SITES, expected

WANTED = 0.9
BATCH = 10
RULES = catalogue()


@dataclass(slots=True)
class Tally:
    """What came of the mutants of one site."""

    mutants: int = 0
    differing: int = 0
    noticed: int = 0


def right_sites() -> list[str]:
    """The sites of pages alone on which nothing is found; one with packages takes too long."""
    return [name for name in SITES if "/" not in name and name not in (*PACKAGED, "worker") and not expected(name)]


def visited(folders: Sequence[Path]) -> list[Visit | None]:
    """A visit of each site; None for one that went wrong."""
    how = Gathering(browser=find_browser("chromium"), timeout_s=8, rest_s=8)
    gathered = gather([site_target(load_site(folder)) for folder in folders], how)
    if not gathered.problems and len(gathered.visits) == len(folders):
        return list(gathered.visits)
    return [None] if len(folders) == 1 else [visit for folder in folders for visit in visited([folder])]


def is_noticed(visit: Visit | None) -> bool:
    """Whether a rule finds something, or whether something is left in doubt."""
    if visit is None or visit.undecided or not visit.settled:
        return True
    report = judge([visit], RULES)
    return bool(report.findings or report.of("undecided") or report.of("crashed"))


def sent(visit: Visit | None) -> Counter[str]:
    """What a visit sent, without identifiers and times; visitors are numbered in the order of their appearance."""
    tokens: dict[str | None, int] = {}
    return Counter(_told(hit, tokens) for hit in visit.hits) if visit else Counter({"nothing to see": 1})


def _told(hit: Hit, tokens: dict[str | None, int]) -> str:
    """A hit in one line; what was typed, and where one clicked, may differ from visit to visit."""
    who = tokens.setdefault(hit.visitor.usertoken, len(tokens))
    place = LinkParams.remove_from(hit.page.url or "")
    is_linked = LinkParams.find(hit.page.url or "") is not None
    page = (place, is_linked, hit.page.path, hit.page.previous_path, hit.page.title, hit.page.canonical)
    names = hit.identity.pairs if hit.identity else ()
    known = (hit.visitor.hstc is not None, hit.visitor.is_new, hit.visitor.was_reset, hit.consent)
    return repr((hit.kind, hit.portal_id, hit.hublet, who, page, hit.page.referrer, names, known, tuple(_own(hit))))


def _own(hit: Hit) -> Iterator[object]:
    match hit:
        case CustomEvent():
            yield from (hit.name, hit.properties)
        case LegacyEvent():
            yield from (hit.id, hit.value)
        case FormSubmission():
            yield from (hit.form_id, hit.fields)
        case ElementClick():
            pass
        case _:
            yield hit.phrase


def broken(shelf: Path, name: str, mutant: Mutant) -> Path:
    """A folder with the mutant of a site."""
    folder = Path(tempfile.mkdtemp(prefix=name, dir=shelf)) / name
    shutil.copytree(SITES[name], folder)
    (folder / mutant.file).write_text(mutant.text, encoding="utf-8")
    return folder


def examine(shelf: Path, name: str, tried: Sequence[Mutant]) -> tuple[Tally, list[str]]:
    """The tally of one site, and a line for each mutant that nobody noticed."""
    first, again = visited([SITES[name]] * 2)
    if sent(first) != sent(again) or is_noticed(first):
        return Tally(), [f"{name}: the unbroken site is not sent alike twice, or is not clean"]
    tally, survivors = Tally(mutants=len(tried)), []
    for start in range(0, len(tried), BATCH):
        batch = tried[start : start + BATCH]
        visits = visited([broken(shelf, name, mutant) for mutant in batch])
        for mutant, visit in zip(batch, visits, strict=True):
            if sent(visit) != sent(first):
                tally.differing += 1
                tally.noticed += (noticed := is_noticed(visit))
                survivors += [] if noticed else [f"sites/{name}/{mutant}"]
    return tally, survivors


def chosen(sites: Iterable[str], sample: int | None, seed: int) -> dict[str, list[Mutant]]:
    """The mutants to try, by site; with `sample`, as many of all in random order."""
    every = [(name, mutant) for name in sites for mutant in mutants(SITES[name])]
    picked = random.Random(seed).sample(every, min(sample, len(every))) if sample else every
    return {name: [mutant for site, mutant in picked if site == name] for name, _ in picked}


def main(sites: Sequence[str], sample: int | None, seed: int) -> int:
    """Break, visit, judge, print, and say by the exit status whether enough was noticed."""
    begun = perf_counter()
    rows, survivors, whole = [], list[str](), Tally()
    with tempfile.TemporaryDirectory() as shelf:
        for name, tried in sorted(chosen(sites or right_sites(), sample, seed).items()):
            try:
                tally, told = examine(Path(shelf), name, tried)
            except HarnessError as error:
                print(error)
                return 1
            rows.append((name, *_cells(tally)))
            print(*rows[-1], *told, sep="\n  ", flush=True)
            survivors += told
            whole.mutants += tally.mutants
            whole.differing += tally.differing
            whole.noticed += tally.noticed
    print_table(("site", "mutants", "sent differs", "noticed", "score"), [*rows, ("all", *_cells(whole))])
    print(f"{perf_counter() - begun:.0f} s, {len(RULES)} rules; survivors:" if survivors else "no survivors")
    print("\n".join(survivors))
    return int(whole.noticed < WANTED * whole.differing)


def _cells(tally: Tally) -> tuple[str, ...]:
    score = f"{tally.noticed / tally.differing:.0%}" if tally.differing else ""
    return str(tally.mutants), str(tally.differing), str(tally.noticed), score


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sites", nargs="*", help="names of right sites; all by default")
    parser.add_argument("--sample", type=int, help="try as many mutants, drawn by chance")
    parser.add_argument("--seed", type=int, default=1, help="by which chance; 1 by default")
    arguments = parser.parse_args()
    sys.exit(main(arguments.sites, arguments.sample, arguments.seed))
