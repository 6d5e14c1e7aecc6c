"""What is other at a site than it was: the one model that the history, the dashboard and every alert speak from."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from harness.audit.finding import SEVERITIES, Severity
from harness.fleet.state import KINDS, Kind, Seen, Thing

__all__ = ["Change", "What", "changes_between", "held"]

What = Literal["new", "came back", "worse", "milder", "gone"]

Things = Mapping[tuple[Kind, str], Thing]

FAULTS: frozenset[Kind] = frozenset({"failure", "finding"})
SOUGHT: frozenset[Kind] = frozenset({"event", "property", "identity"})
"""What a portal counts on: its loss is a regression, as a new fault is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing of a site that is other than at the look before; `severity` is the one that it has now, or had."""

    site: str
    what: What
    thing: Thing

    @property
    def severity(self) -> Severity:
        """How grave it is: a fault's own severity, a warning for what a portal counts on, else a note."""
        return self.thing.severity or ("warning" if self.thing.kind in SOUGHT else "note")

    @property
    def is_regression(self) -> bool:
        """Whether the site is worse for it."""
        if self.thing.kind in FAULTS:
            return self.what in ("new", "came back", "worse")
        return self.thing.kind in SOUGHT and self.what == "gone"

    @property
    def is_repair(self) -> bool:
        """Whether the site is better for it."""
        if self.thing.kind in FAULTS:
            return self.what in ("gone", "milder")
        return self.thing.kind in SOUGHT and self.what == "came back"

    @property
    def phrase(self) -> str:
        """`finding came back: identity-never-sent: ...`."""
        return f"{self.thing.kind} {self.what}: {self.thing.text}"


def changes_between(site: str, before: Things | None, seen: Seen, known: Container[tuple[Kind, str]]) -> list[Change]:
    """What is other than before; `known` is all that was ever seen there, and so comes back.

    Where nobody has looked before (None), nothing has changed, and only a failure is told.
    """
    if before is None:
        return [Change(site=site, what="new", thing=each) for each in seen.things.values() if each.kind == "failure"]
    found = [*_came(site, before, seen.things, known), *_went(site, before, seen)]
    return sorted(found, key=_rank)


def held(before: Things | None, seen: Seen) -> dict[tuple[Kind, str], Thing]:
    """What is held to be there after a look: what was seen, and what was not ruled out."""
    kept = {name: thing for name, thing in (before or {}).items() if not seen.rules_out(thing)}
    return {**kept, **seen.things}


def _came(site: str, before: Things, now: Things, known: Container[tuple[Kind, str]]) -> Iterator[Change]:
    for name, thing in now.items():
        if name not in before:
            yield Change(site=site, what="came back" if name in known else "new", thing=thing)
        elif (what := _other_weight(before[name], thing)) is not None:
            yield Change(site=site, what=what, thing=thing)


def _went(site: str, before: Things, seen: Seen) -> Iterator[Change]:
    for name, thing in before.items():
        if name not in seen.things and seen.rules_out(thing):
            yield Change(site=site, what="gone", thing=thing)


def _other_weight(before: Thing, now: Thing) -> What | None:
    if before.severity is None or now.severity is None or before.severity == now.severity:
        return None
    return "worse" if SEVERITIES.index(now.severity) < SEVERITIES.index(before.severity) else "milder"


def _rank(change: Change) -> tuple[bool, int, int, str]:
    return (not change.is_regression, SEVERITIES.index(change.severity), KINDS.index(change.thing.kind), change.phrase)
