"""Colours for people at a terminal; whether there are any is decided by who prints."""

from __future__ import annotations

from collections.abc import Callable

from harness.audit.finding import Severity

__all__ = ["BOLD", "COLOURS", "Paint", "bare", "painted"]

Paint = Callable[[str, str], str]
"""Gives a text a colour, or leaves it as it is."""

BOLD = "1"
COLOURS: dict[Severity, str] = {"error": "31", "warning": "33", "note": "36"}


def painted(text: str, colour: str) -> str:
    """The text in a colour."""
    return f"\x1b[{colour}m{text}\x1b[0m"


def bare(text: str, colour: str) -> str:  # noqa: ARG001 - the other of two brushes
    """The text as it is."""
    return text
