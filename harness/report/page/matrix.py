"""The matrix of consent and page: what each page sent before a choice, after it, and without a banner."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from harness.audit.words import count
from harness.report.coverage import place_of
from harness.report.model import HitSeen, ReportedVisit

__all__ = ["Cell", "Matrix", "matrix_of"]

CHOICES: Mapping[str, str] = MappingProxyType(
    {
        "none": "no banner",
        "open": "before a choice",
        "accept": "accepted",
        "partial": "accepted in part",
        "decline": "declined",
        "revoke": "revoked",
    }
)
"""The states of consent in the order of the columns."""

DELICATE = frozenset({"open", "decline", "revoke"})
"""States in which nothing, or next to nothing, should be sent."""

HARMLESS = frozenset({"banner report", "consent", "form set-up", "form counter"})
"""Kinds of hits that tell nothing of a visitor's steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What was sent from one page in one state; nothing is empty."""

    text: str = ""
    delicate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The titles of the columns, and for each page its cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def matrix_of(visits: Iterable[ReportedVisit]) -> Matrix:
    """The matrix of some visits; a page that sent nothing has a row of empty cells."""
    sent: defaultdict[str, defaultdict[str, list[HitSeen]]] = defaultdict(lambda: defaultdict(list))
    for visit in visits:
        for page in visit.pages:
            sent[place_of(page.final_url)]["open" if visit.banner else "none"] += ()
        for hit in visit.hits:
            sent[place_of(hit.page)][hit.choice] += (hit,)
    known = {choice for cells in sent.values() for choice in cells}
    columns = [choice for choice in CHOICES if choice in known] + sorted(known - set(CHOICES))
    rows = tuple((place or "no page", _cells(cells, columns)) for place, cells in sent.items())
    return Matrix(columns=tuple(CHOICES.get(choice, choice) for choice in columns), rows=rows)


def _cells(sent: Mapping[str, Sequence[HitSeen]], columns: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(_cell(choice, sent.get(choice, ())) for choice in columns)


def _cell(choice: str, hits: Sequence[HitSeen]) -> Cell:
    kinds = Counter(hit.kind for hit in hits)
    told = [count(number, kind) for kind, number in kinds.items()]
    told += ["identified"] if any(hit.identity for hit in hits) else []
    told += ["without consent"] if any(not hit.consent for hit in hits) else []
    return Cell(text=", ".join(told), delicate=choice in DELICATE and not HARMLESS.issuperset(kinds))
