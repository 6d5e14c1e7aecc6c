"""What the spy tells from inside a page, made into entries of the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar, cast

from harness.capture.stacks import read_stack
from harness.capture.timeline import AskedHit, Entry, JsonValue, Navigation, QueueCall

__all__ = ["testimony"]

Told = Mapping[str, JsonValue]
Value = TypeVar("Value")
LONGEST_TEXT = 20_000


def testimony(told: object, page: int) -> Entry | None:
    """The entry for one report of the spy, or None for a takeover and for what is no report.

    A page can call the spy's channel as well, so nothing here may rely on the shape of what arrives.
    """
    if not isinstance(told, dict):
        return None
    make = _MAKERS.get(str(told.get("type")))
    return make(cast("Told", told), page) if make else None


def _call(told: Told, page: int) -> Entry:
    return QueueCall(
        queue=_text(told, "queue"),
        function=_text(told, "name"),
        arguments=tuple(_list(told, "args")),
        at=_moment(told),
        before_takeover=told.get("before") is True,
        frame_url=_text(told, "frame"),
        page=page,
        stack=read_stack(_text(told, "stack")),
    )


def _asked(told: Told, page: int) -> Entry:
    return AskedHit(
        url=_text(told, "url", longest=4_000_000),
        at=_moment(told),
        frame_url=_text(told, "frame"),
        page=page,
        stack=read_stack(_text(told, "stack")),
    )


def _navigation(told: Told, page: int) -> Entry:
    return Navigation(
        kind=_text(told, "kind"),
        url=_text(told, "url"),
        at=_moment(told),
        frame_url=_text(told, "frame"),
        page=page,
        top=told.get("top") is True,
        stack=read_stack(_text(told, "stack")),
    )


_MAKERS: dict[str, Callable[[Told, int], Entry]] = {"call": _call, "asked": _asked, "navigation": _navigation}


def _text(told: Told, key: str, longest: int = LONGEST_TEXT) -> str:
    value = told.get(key)
    return value[:longest] if isinstance(value, str) else ""


def _list(told: Told, key: str) -> list[JsonValue]:
    value = told.get(key)
    return value if isinstance(value, list) else []


def _moment(told: Told) -> datetime:
    """The page's own time; this machine's where the page gives none that can be."""
    value = told.get("at")
    try:
        return datetime.fromtimestamp(float(cast("float", value)) / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return datetime.now(UTC)
