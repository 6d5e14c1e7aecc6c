"""Link parameters: `__hstc`, `__hssc` and `__hsfp` on an address, which hand a visitor over to another domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self, TypeVar

from harness.wire.cookies import Hssc, Hstc
from harness.wire.pairs import join_pairs, split_pairs, unquote

__all__ = ["LinkParams"]

Cookie = TypeVar("Cookie", Hstc, Hssc)
_KEYS = ("__hstc", "__hssc", "__hsfp")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkParams:
    """The link parameters of an address; the fingerprint is opaque text (digits up to 2025, 32 hex since).

    `torn` holds a cookie that is there but cut short or garbled, as (key, text); its own field is None then.
    """

    hstc: Hstc | None = None
    hssc: Hssc | None = None
    hsfp: str | None = None
    torn: tuple[tuple[str, str], ...] = ()

    @classmethod
    def find(cls, url: str) -> Self | None:
        """The link parameters in the query of `url`, else in its fragment; None when it has none of the three."""
        _, query, fragment = _cut(url)
        for text in (query, fragment.rpartition("?")[2]):
            found = {key: value for key, value in split_pairs(text) if key in _KEYS}
            if found:
                return cls._of(found)
        return None

    @classmethod
    def _of(cls, found: dict[str, str]) -> Self:
        hstc, hssc = _whole(Hstc, found.get("__hstc")), _whole(Hssc, found.get("__hssc"))
        read = {"__hstc": hstc, "__hssc": hssc}
        torn = tuple((key, found[key]) for key, cookie in read.items() if cookie is None and key in found)
        return cls(hstc=hstc, hssc=hssc, hsfp=found.get("__hsfp"), torn=torn)

    def add_to(self, url: str) -> str:
        """`url` with these parameters in its query, before the fragment; those it had are replaced."""
        address, query, fragment = _cut(self.remove_from(url))
        given = {"__hstc": self.hstc, "__hssc": self.hssc, "__hsfp": self.hsfp}
        texts = dict(self.torn) | {key: str(value) for key, value in given.items() if value is not None}
        added = join_pairs((key, texts[key]) for key in _KEYS if key in texts)
        return _joined(address, "&".join(filter(None, (query, added))), fragment)

    @staticmethod
    def remove_from(url: str) -> str:
        """`url` without link parameters in query and fragment; everything else stays as it was written."""
        if LinkParams.find(url) is None:
            return url
        address, query, fragment = _cut(url)
        route, mark, inner = fragment.rpartition("?")
        kept = _without(inner)
        return _joined(address, _without(query), f"{route}{mark if kept or kept == inner else ''}{kept}")


def _cut(url: str) -> tuple[str, str, str]:
    head, _, fragment = url.partition("#")
    address, _, query = head.partition("?")
    return address, query, fragment


def _joined(address: str, query: str, fragment: str) -> str:
    return address + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _without(query: str) -> str:
    return "&".join(piece for piece in query.split("&") if unquote(piece.partition("=")[0]) not in _KEYS)


def _whole(kind: type[Cookie], text: str | None) -> Cookie | None:
    try:
        return kind.parse(text) if text is not None else None
    except ValueError:
        return None
