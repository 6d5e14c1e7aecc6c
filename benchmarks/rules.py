"""How often the rules are right: `python -m benchmarks.rules`.

Every sample site, every variant, right twin and client is visited once for each generation of the tracking code, and
each rule's findings are compared with what the site's `expected.toml` announces, by rule and page. `must` counts the
announced findings, `found` those of them that were found, `false` the others that were found, `quiet` the visits on
which the rule has to say nothing and says nothing, `unsure` the visits that it left undecided.

`--sites DIR` adds a folder of further sites. Exit status 1 when a precision is under 1.00 or a recall under 0.97, when
a rule crashed, or in a whole run has no site on which it must fire, or when anything else was not as announced; each is
told.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import msgspec

from benchmarks._ground import print_table
from harness.audit.gather import Gathering, Target, gather, site_target
from harness.audit.registry import catalogue
from harness.audit.rule import Rule
from harness.audit.run import judge
from harness.audit.visit import Visit
from harness.stage.browsers import find_browser
from harness.stage.places import Engine
from harness.stage.site import load_site, sites_in
from harness.tracker.config import Generation
from harness.wire.address import path_of
from tests.sites.visiting import SITES, declared, expected, settings

GENERATIONS: tuple[Generation, ...] = ("2023", "current")
PATIENCE_S = 60.0
LEAST_PRECISION = 1.0
LEAST_RECALL = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One visit to be made: a site, by its name or folder, in one generation of the tracking code."""

    name: str
    folder: Path
    generation: Generation

    @property
    def leaves_doubts(self) -> bool:
        """Whether it is announced that a visit leaves something in doubt."""
        return "undecided" in declared(self.name)

    @property
    def target(self) -> Target:
        """The visit that the site declares, with the tracking code of this generation."""
        site = load_site(self.folder)
        portal = msgspec.structs.replace(site.portal, generation=self.generation)
        return site_target(msgspec.structs.replace(site, portal=portal))


@dataclass(slots=True)
class Score:
    """What came of one rule over all visits."""

    must: int = 0
    found: int = 0
    false: int = 0
    quiet: int = 0
    unsure: int = 0

    def add(self, wanted: Counter[str], was: Counter[str], *, unsure: bool) -> None:
        """Count one visit: the pages on which findings are announced, and those of the findings."""
        self.must += wanted.total()
        self.found += (wanted & was).total()
        self.false += (was - wanted).total()
        self.quiet += not wanted and not was
        self.unsure += unsure

    @property
    def is_of_interest(self) -> bool:
        """Whether more is to be told than that nothing was to be said and nothing was."""
        return bool(self.must or self.false or self.unsure)

    @property
    def precision(self) -> float:
        """The share of the findings that are right."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of the announced findings that were found."""
        return self.found / self.must if self.must else 1.0

    def row(self, *head: str) -> tuple[object, ...]:
        """The line of the table."""
        numbers = (self.must, self.found, self.false, self.quiet, self.unsure)
        return (*head, *numbers, f"{self.precision:.2f}", f"{self.recall:.2f}")


@dataclass(slots=True)
class Tally:
    """The scores by rule, and a sentence for everything that is not as announced."""

    scores: dict[str, Score]
    faults: list[str] = field(default_factory=list)

    def count(self, case: Case, visit: Visit, rules: Sequence[Rule]) -> None:
        """Judge one visit and compare what is found with what is announced."""
        wanted = expected(case.name, case.generation)
        where = f"{case.name} ({case.generation})"
        if visit.undecided and not case.leaves_doubts:
            self.faults.append(f"{where}: {'; '.join(visit.undecided)}")
        for result in judge([visit], rules, settings(case.name)).results:
            announced = Counter(path for rule, path in wanted if rule == result.rule)
            was = Counter(path_of(finding.page) for finding in result.findings)
            self.scores[result.rule].add(announced, was, unsure=bool(result.undecided) and not case.leaves_doubts)
            self.faults += [f"{where}: {result.rule} crashed: {crash}" for crash in result.crashes]
            for told, pages in (("is missing", announced - was), ("is a false alarm", was - announced)):
                self.faults += [f"{where}: {result.rule} on {page} {told}" for page in pages.elements()]

    def total(self) -> Score:
        """All rules together."""
        sums = Score()
        for score in self.scores.values():
            for name in Score.__slots__:
                setattr(sums, name, getattr(sums, name) + getattr(score, name))
        return sums


def cases_of(shelves: Iterable[Path], wanted: Sequence[str], generations: Iterable[Generation]) -> list[Case]:
    """The visits of the bundled sites, and of those in further folders."""
    named = {str(folder): folder for shelf in shelves for folder in sites_in(shelf).values()}
    chosen = {name: folder for name, folder in (SITES | named).items() if not wanted or name.split("/")[0] in wanted}
    return [
        Case(name=name, folder=folder, generation=generation)
        for name, folder in chosen.items()
        for generation in generations
    ]


def visited(cases: Sequence[Case], engine: Engine) -> tuple[list[Visit], list[str]]:
    """A visit of each case, and what went wrong; what a busy machine has spoilt is visited once more."""
    how = Gathering(browser=find_browser(engine), timeout_s=PATIENCE_S, rest_s=PATIENCE_S)
    gathered = gather([case.target for case in cases], how)
    visits = dict(enumerate(gathered.visits))
    spoilt = [place for place, case in enumerate(cases) if visits[place].undecided and not case.leaves_doubts]
    if spoilt:
        gathered = gather([cases[place].target for place in spoilt], how)
        visits |= dict(zip(spoilt, gathered.visits, strict=True))
    return list(visits.values()), gathered.problems


def main(cases: Sequence[Case], engine: Engine, *, whole: bool) -> int:
    """Visit, judge, print, and say by the exit status whether the rules are as right as they have to be."""
    begun = perf_counter()
    visits, problems = visited(cases, engine)
    taken = perf_counter() - begun
    rules = catalogue()
    tally = Tally({rule.id: Score() for rule in rules}, problems)
    for case, visit in zip(cases, visits, strict=True):
        tally.count(case, visit, rules)
    scores = sorted(rules, key=lambda rule: (rule.family, rule.id))
    head = ("family", "rule", "must", "found", "false", "quiet", "unsure", "precision", "recall")
    shown = [rule for rule in scores if whole or tally.scores[rule.id].is_of_interest]
    rows = [tally.scores[rule.id].row(rule.family, rule.id) for rule in shown]
    print_table(head, [*rows, tally.total().row("all", f"{len(rules)} rules")])
    print(f"\n{len(cases)} visits in {taken:.0f} s")
    silent = [rule.id for rule in rules if whole and not tally.scores[rule.id].must]
    faults = [*tally.faults, *(f"{rule} has no site on which it must fire" for rule in silent)]
    print("\n".join(faults))
    every = [*tally.scores.values(), tally.total()]
    right = all(score.precision >= LEAST_PRECISION and score.recall >= LEAST_RECALL for score in every)
    return int(not right or bool(faults))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sites", type=Path, action="append", default=[], help="a folder of further sites")
    parser.add_argument("--site", action="append", default=[], help="one bundled site with its variants alone")
    parser.add_argument("--generation", action="append", choices=("2021", *GENERATIONS), help="one generation alone")
    parser.add_argument("--browser", choices=("chromium", "firefox"), default="chromium")
    given = parser.parse_args()
    sys.exit(
        main(
            cases_of(given.sites, given.site, given.generation or GENERATIONS),
            given.browser,
            whole=not (given.site or given.generation),
        )
    )
