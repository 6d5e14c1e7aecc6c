"""Which operation answers a call; an operation registers by standing in a file of the folder `operations`."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from harness.api.asked import Asked
from harness.api.portal import RateName
from harness.api.refusal import Outcome

__all__ = ["Match", "Operation", "find", "methods_of", "operation", "operations"]

Run = Callable[[Asked], Outcome]

PARTS = {
    "version": r"v[134]|[0-9]{4}-[0-9]{2}",
    "portal": r"[0-9]{1,15}",
}
"""What a named part of a path may be; HubSpot dates the versions of its API since 2025 (`2026-03`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Something that can be asked of HubSpot: the words for it, its address, and whether a token is wanted."""

    name: str
    method: str
    address: str
    path: re.Pattern[str]
    rate: RateName | None
    authorized: bool
    run: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An operation, and the parts that its path names."""

    operation: Operation
    parts: dict[str, str]


_registered: list[Operation] = []


def operation(
    name: str, method: str, *paths: str, rate: RateName | None = "api", authorized: bool = True
) -> Callable[[Run], Run]:
    """Registers an operation at its addresses; `{part}` stands for one named part of a path."""

    def register(run: Run) -> Run:
        _registered.extend(
            Operation(
                name=name,
                method=method,
                address=path,
                path=_pattern(path),
                rate=rate,
                authorized=authorized,
                run=run,
            )
            for path in paths
        )
        return run

    return register


def find(method: str, path: str) -> Match | None:
    """The operation at an address; a slash at its end makes no difference."""
    for each in operations():
        if each.method == method and (found := each.path.fullmatch(path.rstrip("/"))):
            return Match(operation=each, parts={name: unquote(text) for name, text in found.groupdict().items()})
    return None


def methods_of(path: str) -> tuple[str, ...]:
    """The methods that an address knows."""
    return tuple(dict.fromkeys(each.method for each in operations() if each.path.fullmatch(path.rstrip("/"))))


@cache
def operations() -> tuple[Operation, ...]:
    """All operations; those with fewer named parts are asked first, so that `/batch/read` is not a record's id."""
    folder = importlib.import_module("harness.api.operations")
    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"{folder.__name__}.{module.name}")
    return tuple(sorted(_registered, key=lambda each: each.path.groups))


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", lambda found: f"(?P<{found[1]}>{PARTS.get(found[1], '[^/]+')})", path))
