"""Name-value lists as the tracker writes them into a URL: form encoding with the tracker's own safe characters."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote as stdlib_unquote

__all__ = ["MAX_PAIRS", "join_pairs", "quote", "split_pairs", "unquote"]

MAX_PAIRS = 10_000
"""More pairs than any hit carries with sense; a longer list is not read."""

# What the tracker leaves bare is what JavaScript's encodeURIComponent leaves bare; a space becomes a plus.
_BARE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()")
_QUOTED = tuple("+" if byte == 0x20 else chr(byte) if byte in _BARE else f"%{byte:02X}" for byte in range(256))


def split_pairs(query: str) -> list[tuple[str, str]]:
    """The pairs of a query, decoded, in order; a piece without `=` has an empty value, an empty piece is none."""
    pairs = []
    for piece in query.replace("+", " ").split("&"):
        name, _, value = piece.partition("=")
        if "%" in value:
            value = unquote(value)
        if "%" in name:
            name = unquote(name)
        if piece:
            pairs.append((name, value))
    return pairs


def join_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """The query of `pairs`, encoded as the tracker encodes it."""
    return "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)


def quote(text: str) -> str:
    """`text` form-encoded; what UTF-8 cannot say (half a surrogate pair) becomes a question mark."""
    return "".join(map(_QUOTED.__getitem__, text.encode("utf-8", "replace")))


def unquote(text: str) -> str:
    """`text` with its escapes resolved; a broken escape stays as it is, broken UTF-8 becomes U+FFFD."""
    # Most escapes of a hit are those of its URLs, and two plain replacements are faster than the general way.
    text = text.replace("%2F", "/").replace("%3A", ":")
    return stdlib_unquote(text, errors="replace") if "%" in text else text
