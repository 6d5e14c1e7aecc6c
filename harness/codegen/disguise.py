"""E-mail addresses that somebody typed, replaced by those of Ada and Grace."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Disguise"]

ADDRESS = re.compile(r"[\w.+-]{1,64}(@|%40)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
NAMES = ("ada", "grace")
HOST = "example.test"


class Disguise:
    """Replaces the addresses that occur in some texts, wherever they stand; equal ones by equal ones."""

    def __init__(self, typed: Iterable[str]) -> None:
        found = dict.fromkeys(_plain(match[0]) for text in typed for match in ADDRESS.finditer(text))
        self.names = {address: _name(number) for number, address in enumerate(found)}

    def __call__(self, text: str) -> str:
        """The text with other names in it."""
        return ADDRESS.sub(self._other, text)

    def knows(self, text: str) -> bool:
        """Whether all addresses in a text are among those that were typed."""
        return all(_plain(match[0]) in self.names for match in ADDRESS.finditer(text))

    def _other(self, match: re.Match[str]) -> str:
        name = self.names.get(_plain(match[0]))
        return f"{name}{match[1]}{HOST}" if name else match[0]


def _plain(address: str) -> str:
    return address.replace("%40", "@").lower()


def _name(number: int) -> str:
    return NAMES[number] if number < len(NAMES) else f"visitor{number + 1}"
