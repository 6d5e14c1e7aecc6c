"""The font of bars, in which pictures are the same on every machine."""

from __future__ import annotations

from itertools import pairwise
from struct import unpack

from tests.report.greeked import greeked_font

FONT = greeked_font()


def tables() -> dict[bytes, tuple[int, int]]:
    """Where each table begins, and how long it is."""
    rows = [unpack(">4s3I", FONT[at : at + 16]) for at in range(12, 12 + 16 * FONT[5], 16)]
    return {tag: (begin, length) for tag, _, begin, length in rows}


def test_every_sign_has_one_glyph() -> None:
    begin, length = tables()[b"cmap"]
    groups = [unpack(">3I", FONT[at : at + 12]) for at in range(begin + 28, begin + length, 12)]

    assert (groups[0][0], groups[-1][1]) == (0, 0x10FFFF)
    assert [after[0] - before[1] for before, after in pairwise(groups)] == [1] * (len(groups) - 1)


def test_tables_lie_one_behind_the_other_on_full_words() -> None:
    places = [*tables().values()]

    assert {begin % 4 for begin, _ in places} == {0}
    assert sum(places[-1]) <= len(FONT) < sum(places[-1]) + 4
