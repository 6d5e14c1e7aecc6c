"""What the recorder tells of a visitor, as data."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from harness.codegen.code import checked_locator

__all__ = ["Entry", "Gesture", "Leave", "Load", "Opening", "Report", "read_report"]

Text = Annotated[str, msgspec.Meta(max_length=10_000)]
Texts = Annotated[tuple[Text, ...], msgspec.Meta(max_length=100)]


class Told(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Something that happened on a page, by its number; `at` is in seconds since 1970, by the page's own clock."""

    at: float
    page: int = 0


class Gesture(Told, frozen=True, kw_only=True, tag="gesture"):
    """What the visitor did to an element: a method of Playwright's locators, and its values.

    `locator` is source to stand behind the page; empty when there is none to be had. The value of a `secret` one is not
    known: somebody typed a password.
    """

    method: Literal["click", "dblclick", "fill", "check", "uncheck", "select_option", "press"]
    locator: Text
    values: Texts = ()
    secret: bool = False
    middle: bool = False
    modifiers: tuple[Literal["Alt", "Control", "Meta", "Shift"], ...] = ()


class Load(Told, frozen=True, kw_only=True, tag="load"):
    """A document that was loaded, and how; `referred` by another one."""

    how: Literal["navigate", "reload", "back_forward"]
    url: Text
    referred: bool = False


class Leave(Told, frozen=True, kw_only=True, tag="leave"):
    """A document that is about to be left; `scripted` when a script took a step in the history just before."""

    scripted: bool = False


class Entry(Told, frozen=True, kw_only=True, tag="entry"):
    """Another entry of the history within the same document, `steps` away."""

    how: Literal["push", "replace", "traverse", "reload"]
    url: Text
    steps: int = 0
    scripted: bool = False


class Opening(Told, frozen=True, kw_only=True, tag="opening"):
    """A page that another one opened."""

    opener: int


Report = Gesture | Load | Leave | Entry | Opening

_TOLD = msgspec.json.Decoder(Gesture | Load | Leave | Entry)


def read_report(text: object, page: int, frame: str | None = "") -> Report | None:
    """What was told on a page, or None for anything else: a page may tell what it likes.

    `frame` is source that leads from the page to the frame in which it happened; None when the frame is gone.
    """
    try:
        told = _TOLD.decode(text) if isinstance(text, str) else None
    except (msgspec.MsgspecError, RecursionError):
        return None
    match told:
        case None:
            return None
        case Gesture():
            locator = checked_locator(told.locator)
            whole = f"{frame}{locator}" if locator and frame is not None else ""
            told = msgspec.structs.replace(told, locator=whole)
    return msgspec.structs.replace(told, at=told.at / 1000, page=page)
