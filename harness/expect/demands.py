"""Demands made of the arguments of a query; what is left out, or None, is not asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from harness.expect.condition import AnyItem, Condition
from harness.expect.fields import PAGE_FIELDS, Reader
from harness.expect.match import Wanted, matches, path_matches
from harness.wire.hits import Hit

__all__ = ["asked", "demands", "heading", "page_demands"]

Item = TypeVar("Item", bound=AnyItem)


def page_demands(named: Mapping[str, Wanted]) -> tuple[Condition[Hit], ...]:
    """Demands on what every hit says of its page, portal and visitor."""
    prepositions = {"path": "of", "host": "on"}
    return tuple(
        Condition(
            name=name,
            wanted=wanted,
            read=PAGE_FIELDS[name],
            agree=path_matches if name == "path" else matches,
            preposition=prepositions.get(name),
        )
        for name, wanted in asked(**named).items()
    )


def heading(
    name: str, wanted: Wanted, read: Callable[[Item], object], preposition: str = ""
) -> tuple[Condition[Item], ...]:
    """The demand that names the thing itself: `event pe4242_course`."""
    return () if wanted is None else (Condition(name=name, wanted=wanted, read=read, preposition=preposition),)


def demands(named: Mapping[str, Wanted], reader: Callable[[str], Reader]) -> tuple[Condition[Hit], ...]:
    """One demand for each name; a value of None must not be there."""
    return tuple(Condition(name=name, wanted=wanted, read=reader(name)) for name, wanted in named.items())


def asked(**named: Wanted) -> dict[str, Wanted]:
    """What is not left out."""
    return {name: wanted for name, wanted in named.items() if wanted is not None}
