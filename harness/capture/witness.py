"""What the spy tells from inside a page, made into entries of the journal."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from harness.capture.entries import AskedHit, CutOff, Entry, JsonValue, Navigation, QueueCall, SilentCall, WorkerStart
from harness.capture.stacks import read_stack
from harness.wire.hits import Pairs

__all__ = ["read_reports", "testimony", "transport"]

Told = Mapping[str, JsonValue]
LONGEST_TEXT = 20_000
LONGEST_NAME = 100
LONGEST_URL = 4_000_000
MOST_CALLS = 10**9
MOST_ITEMS = 200
MOST_COOKIES = 50
DEEPEST = 8


def read_reports(text: object) -> list[Told]:
    """The reports of the spy, a JSON array as text; anything else is left out, because a page can call as well."""
    try:
        told = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return []
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []


def testimony(told: Told, page: int) -> Entry | CutOff | None:
    """The entry for one report, or None for what is no report; relies on no shape of the values."""
    kind = told.get("type")
    make = _MAKERS.get(kind) if isinstance(kind, str) else None
    return make(told, page) if make else None


def transport(told: Told) -> str | None:
    """Which transport besides images a document has used, if that is what is told."""
    name = told.get("transport")
    return name if name in ("beacon", "fetch") else None


def _call(told: Told, page: int) -> Entry:
    return QueueCall(
        queue=_text(told, "queue"),
        function=_text(told, "name"),
        arguments=_arguments(told.get("args")),
        at=_moment(told),
        before_takeover=told.get("before") is True,
        frame_url=_text(told, "frame"),
        page=page,
        top=told.get("top") is True,
        stack=read_stack(_text(told, "stack")),
        document=_text(told, "document", longest=LONGEST_NAME),
        number=_number(told, "number"),
        during=_number(told, "during"),
        takeover=_text(told, "takeover", longest=LONGEST_NAME),
        ignored=told.get("ignored") is True,
    )


def _asked(told: Told, page: int) -> Entry:
    return AskedHit(
        url=_text(told, "url", longest=LONGEST_URL),
        document=_text(told, "document", longest=LONGEST_NAME),
        at=_moment(told),
        frame_url=_text(told, "frame"),
        page=page,
        top=told.get("top") is True,
        stack=read_stack(_text(told, "stack")),
        during=_number(told, "during"),
        takeover=_text(told, "takeover", longest=LONGEST_NAME),
        title=_text(told, "title") if isinstance(told.get("title"), str) else None,
        cookies=_cookies(told),
        changed=_numbers(told, "changed"),
        transport=transport(told) or "image",
    )


def _silent(told: Told, page: int) -> Entry:  # noqa: ARG001 - the makers' signature
    document = _text(told, "document", longest=LONGEST_NAME)
    return SilentCall(document=document, number=_number(told, "number"), at=_moment(told), cookies=_cookies(told))


def _cut_off(told: Told, page: int) -> CutOff:  # noqa: ARG001 - the makers' signature
    url = _text(told, "url", longest=LONGEST_URL)
    return CutOff(url=url, document=_text(told, "document", longest=LONGEST_NAME))


def _worker(told: Told, page: int) -> Entry:
    return WorkerStart(
        url=_text(told, "url"),
        at=_moment(told),
        frame_url=_text(told, "frame"),
        page=page,
        stack=read_stack(_text(told, "stack")),
        document=_text(told, "document", longest=LONGEST_NAME),
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


_MAKERS: dict[str, Callable[[Told, int], Entry | CutOff]] = {
    "call": _call,
    "asked": _asked,
    "silent": _silent,
    "cut off": _cut_off,
    "worker": _worker,
    "navigation": _navigation,
}


def _text(told: Told, key: str, longest: int = LONGEST_TEXT) -> str:
    value = told.get(key)
    return value[:longest] if isinstance(value, str) else ""


def _number(told: Told, key: str) -> int:
    value = told.get(key)
    return int(value) if isinstance(value, int) and 0 <= value <= MOST_CALLS else 0


def _numbers(told: Told, key: str) -> tuple[int, ...] | None:
    value = told.get(key)
    return tuple(item for item in value[:MOST_ITEMS] if type(item) is int) if isinstance(value, list) else None


def _cookies(told: Told) -> Pairs | None:
    """The cookies that are told as `name=value`, in the order of the jar; None when it could not be read."""
    value = told.get("cookies")
    if not isinstance(value, list):
        return None
    texts = (item[:LONGEST_TEXT] for item in value[:MOST_COOKIES] if isinstance(item, str))
    return tuple((name, rest) for name, _, rest in (text.partition("=") for text in texts))


def _arguments(value: object) -> tuple[JsonValue, ...]:
    return tuple(_plain(item, 0) for item in value[:MOST_ITEMS]) if isinstance(value, list) else ()


def _plain(value: object, depth: int) -> JsonValue:
    """A value as the spy itself would have told it: of JSON's types, bounded in depth, width and length."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return value[:LONGEST_TEXT]
        case list() if depth < DEEPEST:
            return [_plain(item, depth + 1) for item in value[:MOST_ITEMS]]
        case dict() if depth < DEEPEST:
            items = itertools.islice(value.items(), MOST_ITEMS)
            return {str(key)[:LONGEST_TEXT]: _plain(item, depth + 1) for key, item in items}
    return {"$type": type(value).__name__}


def _moment(told: Told) -> datetime:
    """The page's own time; this machine's where the page gives none that can be."""
    value = told.get("at")
    try:
        return datetime.fromtimestamp(value / 1000 if isinstance(value, (int, float)) else math.nan, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC)
