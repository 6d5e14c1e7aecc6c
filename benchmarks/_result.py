"""What a benchmark found, as data: a subject with its figures, and both as tables for people."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence

import msgspec

from benchmarks._ground import markdown_table, print_table

__all__ = ["Figure", "Subject", "subject_of"]

NEAR = 1.2
"""How many times the floor still is near it."""
DIGITS = {"ms": 1, "s": 2, "MB": 0, "hits": 0, "lines": 0}


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was measured, in one unit, of the harness and of others in the same run."""

    what: str
    unit: str
    own: float
    floor: float | None = None
    """Of bare Playwright, or of whatever the remarks of the subject name; None where it has none."""
    peers: dict[str, float | None] = {}
    """Of what people use today; None where it could not be had."""
    wanted: float | None = None
    more_is_better: bool = False
    why: str = ""
    """Why it is behind a peer or far from the floor, and what comes next; told only if it is."""

    @property
    def ratio(self) -> float | None:
        """Own by floor; None where there is no floor, or one of nothing."""
        return self.own / self.floor if self.floor else None

    @property
    def holds(self) -> bool:
        """Whether it is as wanted."""
        return self.wanted is None or self._not_behind(self.wanted)

    @property
    def behind(self) -> tuple[str, ...]:
        """What it is behind: peers, the floor, what was wanted."""
        peers = [name for name, value in self.peers.items() if value is not None and not self._not_behind(value)]
        far = self.floor is not None and not self._not_behind(self.floor, NEAR)
        return (*peers, *(["the floor"] if far else []), *([] if self.holds else ["what is wanted"]))

    def _not_behind(self, other: float, allowed: float = 1.0) -> bool:
        return self.own * allowed >= other if self.more_is_better else self.own <= other * allowed

    def cells(self, peers: Sequence[str]) -> Iterator[str]:
        """Its line of a table."""
        yield self.what
        yield self._told(self.own)
        yield self._told(self.floor)
        yield "" if self.ratio is None else f"{self.ratio:.2f}"
        yield "" if self.wanted is None else f"{'≥' if self.more_is_better else '≤'} {self._told(self.wanted)}"
        yield from (self._told(self.peers.get(name)) for name in peers)

    def _told(self, value: float | None) -> str:
        return (
            "" if value is None else f"{value:,.{DIGITS.get(self.unit, 0 if value >= 20 else 2)}f} {self.unit}".strip()
        )


class Subject(msgspec.Struct, frozen=True, kw_only=True):
    """What one benchmark says."""

    title: str
    remarks: tuple[str, ...]
    """Sentences: what was done, what the floor is, what could not be had."""
    figures: tuple[Figure, ...]

    @property
    def holds(self) -> bool:
        """Whether all is as wanted."""
        return all(figure.holds for figure in self.figures)

    def print(self) -> int:
        """Print the table; the exit status of the benchmark."""
        print(self.title, *self.remarks, sep="\n")
        print_table(*self._table())
        print(*self._behind(), sep="\n")
        return int(not self.holds)

    def markdown(self) -> str:
        """The subject as a part of a page."""
        behind = "".join(f"- {line}\n" for line in self._behind())
        parts = [f"## {self.title}", "\n".join(self.remarks), markdown_table(*self._table()).rstrip(), behind.rstrip()]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _table(self) -> tuple[Sequence[str], list[tuple[str, ...]]]:
        peers = list(dict.fromkeys(name for figure in self.figures for name in figure.peers))
        head = ("what", "harness", "floor", "of the floor", "wanted", *peers)
        return head, [tuple(figure.cells(peers)) for figure in self.figures]

    def _behind(self) -> list[str]:
        reasons: dict[str, list[str]] = {}
        for figure in self.figures:
            if figure.behind:
                reasons.setdefault(figure.why, []).append(f"{figure.what} (behind {' and '.join(figure.behind)})")
        return [f"{', '.join(told)}: {why or 'the reason is not known yet'}." for why, told in reasons.items()]


def subject_of(name: str, quick: bool) -> Subject:
    """What a benchmark says, by the name of its module; here, because processes are given functions by their module."""
    subject: Subject = importlib.import_module(f"benchmarks.{name}").measure(quick=quick)
    return subject
