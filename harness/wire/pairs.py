"""Name-value lists as the tracker writes them into a URL: form encoding with the tracker's own safe characters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

__all__ = ["MAX_PAIRS", "join_pairs", "quote", "split_pairs", "unquote"]

MAX_PAIRS = 10_000
"""More pairs than any hit carries with sense; a longer list is not read."""

# What the tracker leaves bare is what JavaScript's encodeURIComponent leaves bare; a space becomes a plus.
_BARE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()")
_QUOTED = tuple("+" if byte == 0x20 else chr(byte) if byte in _BARE else f"%{byte:02X}" for byte in range(256))

_HEX = "0123456789abcdefABCDEF"
_BYTES = {(high + low).encode(): bytes.fromhex(high + low) for high, low in product(_HEX, _HEX)}


def split_pairs(query: str) -> list[tuple[str, str]]:
    """The pairs of a query, decoded, in order; a piece without `=` has an empty value, an empty piece is none."""
    # Most escapes are those of URLs; replacing them in the whole query is many times faster than one by one, and right
    # because neither character means anything in a query or can complete another escape.
    query = query.replace("+", " ").replace("%2F", "/").replace("%3A", ":")
    pairs = []
    for piece in query.split("&"):
        name, _, value = piece.partition("=")
        if "%" in piece:
            name = unquote(name) if "%" in name else name
            value = unquote(value)
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
    head, *pieces = text.encode("utf-8", "replace").split(b"%")
    resolved = bytearray(head)
    for piece in pieces:
        digits = piece[:2]
        resolved += _BYTES.get(digits) or b"%" + digits
        resolved += piece[2:]
    return resolved.decode("utf-8", "replace")
