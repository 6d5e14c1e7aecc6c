"""Values and calls in words; what strangers chose is bounded and its control characters made visible."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import takewhile

from harness.capture.timeline import Cookie, Link, QueueCall
from harness.wire.words import plain, quoted

__all__ = ["call_phrase", "contrast", "cookie_text", "count", "joined", "life", "link_text", "shown", "times"]

LIMIT = 120
"""Characters of a value that are shown."""

DAY_S = 86_400


def shown(value: object) -> str:
    """A value as it stands in a message: text in quotation marks, a pattern between slashes, None as `nothing`."""
    match value:
        case None:
            return "nothing"
        case str():
            return quoted(value, LIMIT)
        case re.Pattern():
            return f"/{plain(str(value.pattern), LIMIT)}/"
        case bool() | int() | float() | list() | tuple() | dict():
            return plain(json.dumps(value, ensure_ascii=False, default=repr), LIMIT)
        case _ if callable(value) and hasattr(value, "__name__"):
            return f"what {plain(str(value.__name__), LIMIT)} accepts"
        case _:
            return plain(repr(value), LIMIT)


def contrast(wanted: object, was: object) -> tuple[str, str]:
    """Two values as they are shown; where they look the same, the places at which they part."""
    texts = shown(wanted), shown(was)
    return texts if texts[0] != texts[1] else _apart(str(wanted), str(was))


def _apart(wanted_text: str, was_text: str) -> tuple[str, str]:
    """Where two texts part that look the same: what is cut off, or signs that look alike."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted_text, was_text, strict=False)))
    start = max(alike - 10, 0)
    wanted_part, was_part = (f"…{text[start : start + 40]!a}" for text in (wanted_text, was_text))
    return wanted_part, was_part


def joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def count(number: int, noun: str) -> str:
    """`no hit`, `1 hit`, `2 hits`."""
    return f"no {noun}" if number == 0 else f"1 {noun}" if number == 1 else f"{number} {noun}s"


def times(number: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


def call_phrase(call: QueueCall) -> str:
    """A queue call as the page wrote it: `_hsq.push(["setPath", "/pricing"])`."""
    entry = json.dumps([call.function, *call.arguments], ensure_ascii=False)
    return f"{plain(call.queue)}.push({plain(entry, LIMIT)})"


def cookie_text(cookie: Cookie) -> str:
    """A cookie with everything that matters: `hubspotutk '0a1b' of .acme.test, 180 days left, SameSite Lax`."""
    left = "until the browser is closed" if cookie.lifetime_s is None else f"{life(cookie.lifetime_s)} left"
    remarks = {
        f"path {plain(cookie.path)}": cookie.path != "/",
        "Secure": cookie.secure,
        "HttpOnly": cookie.http_only,
        f"SameSite {plain(cookie.same_site)}": bool(cookie.same_site),
        f"only under {plain(cookie.partition or '')}": cookie.partition is not None,
    }
    named = f"{plain(cookie.name)} {quoted(cookie.value)} of {plain(cookie.domain)}"
    return ", ".join([named, left, *(remark for remark, holds in remarks.items() if holds)])


def link_text(link: Link) -> str:
    """A link with its whole address."""
    return f"{quoted(link.text)} to {plain(link.href, 300)}" if link.text else plain(link.href, 300)


def life(seconds: float) -> str:
    """A lifetime in the unit that a reader expects: `180 days`, `179.9 days`, `30 minutes`."""
    number, unit = (seconds / DAY_S, "day") if seconds >= DAY_S else (seconds / 60, "minute")
    rounded = f"{number:.1f}".removesuffix(".0")
    return f"{rounded} {unit}" if rounded == "1" else f"{rounded} {unit}s"
