"""Strings that strangers chose, made fit for a message: bounded, and without anything that moves a terminal."""

from __future__ import annotations

__all__ = ["plain", "quoted"]


def plain(text: str, limit: int = 80) -> str:
    """`text` on one line, at most `limit` characters; control and invisible characters become visible escapes."""
    cut = text[:limit]
    if not cut.isprintable():
        cut = "".join(map(_visible, cut))
    return cut if len(cut) <= limit and len(text) <= limit else cut[: limit - 1] + "…"


def quoted(text: str, limit: int = 60) -> str:
    """`text` in quotation marks, as a message shows a value."""
    return f"'{plain(text, limit)}'"


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character == "\u00a0" else character.encode("unicode_escape").decode("ascii")
