"""A font whose every sign is the same bar: what is set in it has the same size on every machine.

Typesetters call text that is drawn as bars greeked. Fonts, their versions and their hinting differ from machine to
machine, and with them widths, breaks and heights; pictures of pages can only be compared without them. The tables are
those that browsers ask for: https://learn.microsoft.com/en-us/typography/opentype/spec/otff.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import pack

__all__ = ["greeked_font"]

EM, ADVANCE, HIGH, ASCENT, DESCENT = 1000, 520, 500, 800, -200
NOTHING, SPACE, BAR = range(3)
LAST = 0x10FFFF
SPACES = ((0x00, 0x20), (0xA0, 0xA0), (0x2000, 0x200F), (0x2028, 0x202F), (0x2060, 0x206F), (0xFEFF, 0xFEFF))
"""Signs that leave no ink: https://www.unicode.org/charts/."""


def greeked_font() -> bytes:
    """A TrueType font; all signs of Unicode but spaces are a bar of the height of small letters."""
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(),
        b"glyf": _bar(),
        b"head": _head(),
        b"hhea": _hhea(),
        b"hmtx": pack(">HhHhHh", ADVANCE, 0, ADVANCE, 0, ADVANCE, 0),
        b"loca": pack(">4H", 0, 0, 0, len(_bar()) // 2),
        b"maxp": pack(">I14H", 0x10000, 3, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": pack(">3H", 0, 0, 6),
        b"post": pack(">IIhhIIIII", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    return b"".join(_file(tables))


def _file(tables: dict[bytes, bytes]) -> Iterator[bytes]:
    """The tables behind a directory that says where they are, each filled up to four bytes."""
    yield pack(">I4H", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    at = 12 + 16 * len(tables)
    for tag, table in tables.items():
        yield pack(">4s3I", tag, _sum(table), at, len(table))
        at += len(_filled(table))
    yield from map(_filled, tables.values())


def _filled(table: bytes) -> bytes:
    return table + b"\0" * (-len(table) % 4)


def _sum(table: bytes) -> int:
    whole = _filled(table)
    return sum(int.from_bytes(whole[at : at + 4]) for at in range(0, len(whole), 4)) % 2**32


def _cmap() -> bytes:
    """Format 13: every sign of a range has one and the same glyph."""
    groups = [*_groups()]
    body = b"".join(pack(">3I", *group) for group in groups)
    head = pack(">HHHHI", 0, 1, 3, 10, 12)
    return head + pack(">HHIII", 13, 0, 16 + len(body), 0, len(groups)) + body


def _groups() -> Iterator[tuple[int, int, int]]:
    begin = 0
    for first, last in SPACES:
        if first > begin:
            yield begin, first - 1, BAR
        yield first, last, SPACE
        begin = last + 1
    yield begin, LAST, BAR


def _bar() -> bytes:
    """A rectangle of four points, clockwise; it leaves no gap, so a word is one bar wherever browsers round."""
    outline = pack(">h4h", 1, 0, 0, ADVANCE, HIGH) + pack(">HH", 3, 0)
    return outline + bytes([1] * 4) + pack(">8h", 0, 0, ADVANCE, 0, 0, HIGH, 0, -HIGH)


def _head() -> bytes:
    fixed = pack(">IIIIHH", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM)
    return fixed + pack(">qqhhhhHHhhh", 0, 0, 0, 0, ADVANCE, HIGH, 0, 8, 2, 0, 0)


def _hhea() -> bytes:
    return pack(">Ihhh", 0x10000, ASCENT, DESCENT, 0) + pack(
        ">H11hH", ADVANCE, 0, 0, ADVANCE, 1, 0, 0, 0, 0, 0, 0, 0, 3
    )


def _os2() -> bytes:
    """Version 4; line heights come from here, as from `hhea`."""
    head = pack(">HhHHH", 4, ADVANCE, 400, 5, 0) + pack(">10h", 500, 500, 0, 0, 500, 500, 0, 0, 50, 250)
    rest = pack(">h10s4I4sHHH", 0, b"\0" * 10, 1, 0, 0, 0, b"    ", 0x40, 0, 0xFFFF)
    return head + rest + pack(">hhhHHIIhhHHH", ASCENT, DESCENT, 0, ASCENT, -DESCENT, 1, 0, HIGH, 700, 0, 32, 1)
