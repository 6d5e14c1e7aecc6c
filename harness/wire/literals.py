"""JavaScript's literals in the text of a script: strings, numbers, truth values, arrays, objects; nothing is run."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

__all__ = ["Literal", "array_at"]

Literal = None | bool | int | float | str | list["Literal"] | dict[str, "Literal"]
Item = TypeVar("Item")

DEEPEST = 20
LONGEST = 20_000
SPACE = re.compile(r"(?:\s+|/\*.*?\*/|//[^\n]*\n)*", re.DOTALL)
STRING = re.compile(r""""(?P<double>(?:[^"\\\n]|\\.)*)"|'(?P<single>(?:[^'\\\n]|\\.)*)'""", re.DOTALL)
NUMBER = re.compile(r"-?(?:\d{1,300}(?:\.\d{0,300})?|\.\d{1,300})(?:[eE][+-]?\d{1,4})?(?![\w$.])")
WORD = re.compile(r"(?:true|false|null|undefined|!0|!1|void 0)(?![\w$.(\[])")
KEY = re.compile(r"[A-Za-z_$][\w$]*")
ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,5})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
WORDS: dict[str, Literal] = {"true": True, "!0": True, "false": False, "!1": False}
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": "", "\r": ""}


class _NotLiteralError(Exception):
    """Something else than a literal stands here, or the text ends."""


def array_at(text: str, start: int = 0) -> list[Literal] | None:
    """The array that begins at `start` when it is literals throughout, at most 20 deep and 20,000 characters long."""
    reader = _Reader(text[start : start + LONGEST])
    try:
        return reader.items("[", "]", reader.value)
    except _NotLiteralError:
        return None


class _Reader:
    """A place in a text that moves on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def value(self) -> Literal:
        self._skip()
        match self.text[self.at : self.at + 1]:
            case "[":
                return self.items("[", "]", self.value)
            case "{":
                return dict(self.items("{", "}", self._pair))
            case '"' | "'":
                return self._string()
            case _:
                return self._number() if NUMBER.match(self.text, self.at) else WORDS.get(self._take(WORD)[0])

    def items(self, begin: str, end: str, read: Callable[[], Item]) -> list[Item]:
        """What stands between two brackets, read one by one; a comma may follow the last."""
        self._expect(begin)
        self.depth += 1
        if self.depth > DEEPEST:
            raise _NotLiteralError
        found: list[Item] = []
        while not self._has(end):
            found.append(read())
            if not self._has(end):
                self._expect(",")
        self._expect(end)
        self.depth -= 1
        return found

    def _pair(self) -> tuple[str, Literal]:
        self._skip()
        quoted = self.text[self.at : self.at + 1] in ("'", '"')
        key = self._string() if quoted else self._take(KEY)[0]
        self._expect(":")
        return key, self.value()

    def _number(self) -> int | float:
        text = self._take(NUMBER)[0]
        return float(text) if re.search(r"[.eE]", text) else int(text)

    def _string(self) -> str:
        found = self._take(STRING)
        text = ESCAPE.sub(_unescaped, found["double"] if found["double"] is not None else found["single"])
        # Two halves of one character may be written as two escapes.
        return PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self.text, self.at)
        if not found:
            raise _NotLiteralError
        self.at = found.end()
        return found

    def _has(self, character: str) -> bool:
        self._skip()
        return self.text.startswith(character, self.at)

    def _expect(self, character: str) -> None:
        if not self._has(character):
            raise _NotLiteralError
        self.at += 1

    def _skip(self) -> None:
        space = SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at


def _unescaped(found: re.Match[str]) -> str:
    *codes, other = found.groups()
    code = next(filter(None, codes), None)
    return chr(int(code, 16)) if code else ESCAPES.get(other, other)
