"""Builds what a recorder reports in one line each."""

from __future__ import annotations

from harness.codegen.reports import Entry, Gesture, Leave, Load

HOME = "https://www.acme.test/"
LINK = 'get_by_role("link")'
FIELD = 'get_by_label("E-mail")'


def load(at: float, path: str = "", how: str = "navigate", *, page: int = 1, referred: bool = False) -> Load:
    """A document of www.acme.test that is loaded."""
    return Load(at=at, page=page, how=how, url=HOME + path, referred=referred)  # type: ignore[arg-type]  # one of them


def leave(at: float, *, page: int = 1, scripted: bool = False) -> Leave:
    """A document that is left."""
    return Leave(at=at, page=page, scripted=scripted)


def entry(at: float, how: str, path: str, steps: int, *, scripted: bool = False) -> Entry:
    """Another entry of the history."""
    return Entry(at=at, page=1, how=how, url=HOME + path, steps=steps, scripted=scripted)  # type: ignore[arg-type]  # one


def click(at: float, locator: str = LINK, *, page: int = 1) -> Gesture:
    """A click."""
    return Gesture(at=at, page=page, method="click", locator=locator)


def fill(at: float, text: str, locator: str = FIELD) -> Gesture:
    """Typing, as far as it went."""
    return Gesture(at=at, page=1, method="fill", locator=locator, values=(text,))
