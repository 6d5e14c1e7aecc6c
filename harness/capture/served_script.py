"""What the text of a served script says: where its source map is, and where it declares a function."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from bisect import bisect_right
from urllib.parse import unquote_to_bytes

from harness.capture.source_map import Place

__all__ = ["ServedScript", "inline_map"]

COMMENT = "sourceMappingURL="
LINK = re.compile(rf"//[#@]\s*{COMMENT}([^\s'\"]+)\s*$", re.MULTILINE)
LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
DATA = re.compile(r"data:[^,]*?(?P<base64>;base64)?,(?P<data>.*)", re.DOTALL)
REACH = 100_000
"""How far before a place in a function its name may stand, in characters."""


class ServedScript:
    """A script as the browser got it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    @property
    def map_link(self) -> str | None:
        """The address in the last comment `//# sourceMappingURL=…`; a `data:` address holds the map itself."""
        mention = self.text.rfind(COMMENT)
        found = LINK.search(self.text, max(mention - 10, 0)) if mention >= 0 else None
        return found[1] if found else None

    def declaration(self, place: Place, function: str) -> Place | None:
        """Where the name of the function stands that was declared last before a place in it, or None.

        There a map knows the name that the function has in its source: at the place itself it knows what is called.
        """
        line, column = place
        if not (function and line <= len(self._starts)):
            return None
        end = self._starts[line - 1] + column - 1
        found = [*_declared(function).finditer(self.text, max(end - REACH, 0), end)]
        return self._place(found[-1].start("name")) if found else None

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def inline_map(link: str) -> bytes | None:
    """The map that a `data:` address holds, empty when it cannot be read; None for any other address."""
    found = DATA.fullmatch(link)
    if not found:
        return None
    data = unquote_to_bytes(found["data"])
    try:
        return b64decode(data) if found["base64"] else data
    except binascii.Error:
        return b""


def _declared(function: str) -> re.Pattern[str]:
    """`function f(`, `f = function`, `f = (…) =>`, `f = x =>`, `f = async`."""
    name, value = re.escape(function), r"\s*=\s*(?:async\b|function\b|\(|[\w$]+\s*=>)"
    return re.compile(rf"(?:\bfunction\b\s*\*?\s*|(?<![\w$.])(?={name}{value}))(?P<name>{name})(?![\w$])")
