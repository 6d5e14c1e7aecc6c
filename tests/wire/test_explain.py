"""Hits pair by pair."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.wire.decode import decode
from harness.wire.explain import UNKNOWN, explain, part_of
from harness.wire.hits import Hit, PageView

REAL_HITS = Path(__file__).with_name("real_hits.txt").read_text(encoding="utf-8").splitlines()
PTQ = "https://track.hubspot.com/__ptq.gif"


def explained(url: str) -> tuple[tuple[str, str, str], ...]:
    hit = decode(url)
    assert isinstance(hit, Hit)
    return explain(hit)


@pytest.mark.parametrize("url", REAL_HITS)
def test_every_pair_of_a_real_hit_is_explained(url: str) -> None:
    assert [(key, name) for key, name, _ in explained(url) if name == UNKNOWN] == []


@pytest.mark.parametrize(
    ("url", "rows"),
    [
        pytest.param(
            f"{PTQ}?k=1&a=4242&cc=3&zz=1&a=7",
            (
                ("k", "hit type", "page view"),
                ("a", "portal id", "4242"),
                ("cc", "consent categories", "necessary, analytics"),
                ("zz", "unknown", "1"),
                ("a", "unknown", "7"),
            ),
            id="an unknown and a repeated key",
        ),
        pytest.param(
            f"{PTQ}?k=1&a=7&a=7&u=1.x",
            (
                ("k", "hit type", "page view"),
                ("a", "portal id", "7"),
                ("a", "unknown", "7"),
                ("u", "copy of the __hstc cookie, torn", "1.x"),
            ),
            id="the same pair twice, a torn cookie",
        ),
        pytest.param(
            "https://track.hubspot.com/__ptbe.gif?n=pe4242_course&_id=7&a=4242",
            (("n", "event name", "pe4242_course"), ("_id", "property id", "7"), ("a", "portal id", "4242")),
            id="a property",
        ),
    ],
)
def test_a_pair_is_explained_in_words(url: str, rows: tuple[tuple[str, str, str], ...]) -> None:
    assert explained(url) == rows


def test_a_pair_that_nobody_read_is_unknown() -> None:
    assert explain(PageView(raw=(("zz", "1"),))) == (("zz", "unknown", "1"),)


@pytest.mark.parametrize(
    ("key", "part"), [("pu", "page"), ("b", "session"), ("i", "identity"), ("a", ""), ("k", ""), ("zz", "")]
)
def test_a_key_speaks_of_a_part(key: str, part: str) -> None:
    assert part_of(PageView(), key) == part
