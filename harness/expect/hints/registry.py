"""Finds the hint that fits a case; a hint registers by standing in a file of this folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache, wraps

from harness.capture.timeline import Navigation, QueueCall
from harness.expect.case import Case
from harness.wire.words import plain

__all__ = ["API", "GUIDE", "at", "hint", "hint_for", "registered"]

Hint = Callable[[Case], str | None]
"""Takes a case that is not met and says what may be the cause and what to do, in one sentence; None when it is not."""

API = "https://developers.hubspot.com/docs/api-reference/latest/account/settings/tracking-code"
"""HubSpot's pages on the tracking code, one per function."""

GUIDE = "docs/how-it-works.md"

_registered: list[tuple[Hint, str]] = []


def hint(see: str, *, of_servers: bool = False) -> Callable[[Hint], Hint]:
    """Registers a hint with the page that explains it; files are asked by name, the hints of a file from the top.

    A hint is about what browsers send, or about what servers do.
    """

    def register(function: Hint) -> Hint:
        @wraps(function)
        def fitting(case: Case) -> str | None:
            return function(case) if case.timeline.of_servers == of_servers else None

        _registered.append((fitting, see))
        return function

    return register


def hint_for(case: Case) -> str | None:
    """The first hint that fits, with its link."""
    fitting = ((text, see) for function, see in registered() if (text := function(case)))
    return next((f"hint: {text}\nsee: {see}" for text, see in fitting), None)


def at(entry: QueueCall | Navigation) -> str:
    """Where a call or a route change stands in the site's code: ` (app.js:41 onLogin)`, or nothing when unknown."""
    return f" ({plain(str(entry.stack[0]))})" if entry.stack else ""


@cache
def registered() -> tuple[tuple[Hint, str], ...]:
    """All hints in the order in which they are asked, each with its link."""
    # By name: in `import harness.expect.hints` the second word is the function that the package exports.
    folder = importlib.import_module(__name__.rpartition(".")[0])
    for name in sorted(module.name for module in pkgutil.iter_modules(folder.__path__)):
        importlib.import_module(f"{folder.__name__}.{name}")
    return tuple(_registered)
