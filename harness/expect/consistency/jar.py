"""Hits beside the cookie jar of their moment."""

from __future__ import annotations

from collections.abc import Callable

from harness.expect.consistency.disagreement import Found, differs
from harness.expect.consistency.moment import Moment

__all__ = ["copies", "kept"]


def kept(moment: Moment, name: str) -> list[str] | None:
    """The values that the jar had under a name, one for each domain and path.

    None when it is not known what the tracker read: the jar could not be looked into, the page's own code ran between
    the tracker's look and ours, or another document may have written meanwhile.
    """
    if moment.asked.cookies is None or moment.said.may_run_code or not moment.said.is_alone:
        return None
    return [value for cookie, value in moment.asked.cookies if cookie == name and value]


def copies(moment: Moment, key: str, name: str, parse: Callable[[str], object]) -> Found:
    """Whether a parameter is the copy of a cookie that the tracker reads whenever it sends a hit.

    Of a garbled cookie builds may make what they like. Without consent it is not known that what lies in the jar is
    sent.
    """
    values = kept(moment, name)
    if values is None or not all(_parses(value, parse) for value in values):
        return
    sent = moment.sent.get(key, "")
    if sent not in values and (sent or (values and moment.hit.consent.given)):
        yield from differs(moment, key, values[0] if values else None, f"the cookie {name}")


def _parses(text: str, parse: Callable[[str], object]) -> bool:
    try:
        parse(text)
    except ValueError:
        return False
    return True
