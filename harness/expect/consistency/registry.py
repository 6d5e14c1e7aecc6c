"""The checks: a function registers by standing in a file of this folder, and a marker allows it by its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, wraps

from harness.expect.consistency.disagreement import Disagreement
from harness.expect.consistency.moment import Moment, Scene

__all__ = ["Check", "check", "checks", "each_hit"]

Find = Callable[[Scene], Iterable[Disagreement]]
FindOne = Callable[[Moment], Iterable[Disagreement]]

_registered: list[Check] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One comparison: `1 hit` and its `claim` tell what it finds; `about` says what is compared, in a sentence."""

    name: str
    noun: str
    claim: str
    about: str
    find: Find


def check(claim: str, noun: str = "hit") -> Callable[[Find], Find]:
    """Registers a check of a whole scene under the function's name."""

    def register(function: Find) -> Find:
        name, about = function.__name__.replace("_", "-"), " ".join((function.__doc__ or "").split())
        _registered.append(Check(name=name, noun=noun, claim=claim, about=about, find=function))
        return function

    return register


def each_hit(claim: str) -> Callable[[FindOne], FindOne]:
    """Registers a check of single hits; it is asked about those of HubSpot's own tracker."""

    def register(function: FindOne) -> FindOne:
        @wraps(function)
        def find(scene: Scene) -> Iterator[Disagreement]:
            for moment in scene.moments:
                if moment.is_trackers:
                    yield from function(moment)

        check(claim)(find)
        return function

    return register


@cache
def checks() -> tuple[Check, ...]:
    """All checks, by name."""
    folder = __name__.rpartition(".")[0]
    for module in pkgutil.iter_modules(importlib.import_module(folder).__path__):
        importlib.import_module(f"{folder}.{module.name}")
    return tuple(sorted(_registered, key=lambda check: check.name))
