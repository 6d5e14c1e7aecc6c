"""Values that are the same the next time, and what stands for the others."""

from __future__ import annotations

import re
from unittest.mock import ANY

from harness.codegen.code import literal
from harness.codegen.disguise import Disguise
from harness.expect.match import Wanted

__all__ = ["path_wanted", "value_wanted", "wanted_code"]

LONGEST = 200
PASSING = re.compile(
    r"""[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}   # a UUID
      | (?=[^0-9]*[0-9])[0-9a-z]{20,}                 # a token
      | 1[0-9]{9}(?:[0-9]{3})?                        # seconds or milliseconds since 1970
      | [0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?         # a day, or a moment of it
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")
ANY_STEP = "[^/?#]+"


def value_wanted(text: str, disguise: Disguise) -> Wanted:
    """A value as a test may want it: itself, or anything where the next visit has another one."""
    if not _lasts(text, disguise):
        return ANY
    return int(text) if WHOLE_NUMBER.fullmatch(text) else text


def path_wanted(path: str, disguise: Disguise) -> Wanted:
    """A counted path as a test may want it: without a query or fragment that changes, or as a pattern of its steps."""
    steps = re.split("[?#]", path, maxsplit=1)[0].split("/")
    rest = path.removeprefix("/".join(steps))
    if not all(_lasts(step, disguise) for step in steps):
        kept = (re.escape(step) if _lasts(step, disguise) else ANY_STEP for step in steps)
        return re.compile("^" + "/".join(kept))
    return path if all(_lasts(piece, disguise) for piece in re.split("[?#&=/]", rest)) else "/".join(steps)


def wanted_code(value: Wanted) -> str:
    """A wanted value as source."""
    if value is ANY:
        return "ANY"
    return f"re.compile({literal(value.pattern)})" if isinstance(value, re.Pattern) else literal(value)


def _lasts(text: str, disguise: Disguise) -> bool:
    return len(text) <= LONGEST and not PASSING.fullmatch(text) and disguise.knows(text)
