"""Addresses in a plan: a path or a host with wildcards, compared with the addresses of pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

from harness.wire.address import host_of, path_of, without_origin
from harness.wire.words import quoted

__all__ = ["Address", "flaw"]

HOST = re.compile(r"(?=.*[.*]|localhost$)[a-z0-9*.-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A pattern of addresses: `/courses/*`, `/account/**`, `/#/about`, `shop.acme.test`, `*.acme.test/cart`.

    `*` stands for anything within a step of the path, `**` for any number of steps, none among them. What the pattern
    does not name is left open: host, query and fragment. `line` is where it stands in the plan.
    """

    text: str
    line: int = field(default=0, compare=False)

    def covers(self, url: str | None) -> bool:
        """Whether a URL, or a path, is one of these."""
        return url is not None and all(
            part is None or (value is not None and part.fullmatch(value) is not None)
            for part, value in zip(_patterns(self.text), _values(url, "?" in self.text.partition("#")[2]), strict=True)
        )


def flaw(text: str) -> str | None:
    """What is wrong with the text of an address, as the end of a sentence; None when nothing is."""
    host = _split(text)[0]
    if "://" in text:
        return f"leave out the scheme: {quoted(text.partition('://')[2])}"
    if text.startswith("/") or (host and HOST.fullmatch(host)):
        return None
    return "wanted a path such as /courses/* or a host such as shop.acme.test/**"


def _split(text: str) -> tuple[str, str, str | None, str | None]:
    """Host, path, query and fragment; the first two are empty, the others None when the text does not name them."""
    rest, _, fragment = text.partition("#")
    rest, _, query = rest.partition("?")
    host, slash, path = rest.partition("/")
    return host, slash + path, query if "?" in text.partition("#")[0] else None, fragment if "#" in text else None


@lru_cache(maxsize=1024)
def _patterns(text: str) -> tuple[re.Pattern[str] | None, ...]:
    host, path, query, fragment = _split(text)
    return (
        _pattern(host.lower(), ".*") if host else None,
        _pattern(path, "[^/]*") if path else None,
        None if query is None else _pattern(query, ".*"),
        None if fragment is None else _pattern(fragment, "[^/]*"),
    )


def _pattern(glob: str, step: str) -> re.Pattern[str]:
    """The glob as a pattern; what ends with `/**` names the page above, too."""
    wilds = {"/**": "(?:/.*)?", "**": ".*", "*": step}
    pieces = re.split(r"(/\*\*$|\*\*|\*)", glob)
    return re.compile("".join(wilds.get(piece) or re.escape(unquote(piece)) for piece in pieces), re.DOTALL)


def _values(url: str, names_hash_query: bool) -> tuple[str | None, ...]:
    """Host, path, query and fragment of a page's address; a fragment that holds a path is cut before its query."""
    rest, hash_, fragment = without_origin(url).partition("#")
    query = rest.partition("?")[2] if "?" in rest else None
    if not names_hash_query:
        fragment = fragment.partition("?")[0]
    parts = (host_of(url) or None, path_of(rest) or "/", query, fragment if hash_ else None)
    return tuple(part and unquote(part) for part in parts)
