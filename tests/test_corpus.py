"""Every input that was ever found to be hard is read, and so are a few that were just made."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks._fuzz_targets import TARGETS
from benchmarks._mutate import mutant
from benchmarks.fuzz import CORPUS, raises

MADE = 50
LARGEST = 16 * 1024


INPUTS = [
    pytest.param(file.parent.name, file, id=f"{file.parent.name} {file.name}") for file in sorted(CORPUS.glob("*/*"))
]


@pytest.mark.parametrize(("name", "file"), INPUTS)
def test_an_input_of_the_corpus_is_read(name: str, file: Path) -> None:
    assert raises(TARGETS[name], file.read_bytes()) == ""


@pytest.mark.parametrize("name", TARGETS)
def test_what_nobody_would_write_is_read(name: str) -> None:
    draw = random.Random(f"{name} of the suite")  # noqa: S311 - no secret
    seeds = [file.read_bytes() for file in sorted((CORPUS / name).iterdir())]
    raised = {raises(TARGETS[name], mutant(draw, seeds)) for _ in range(MADE)}
    assert raised == {""}


def test_the_same_draws_make_the_same_input() -> None:
    seeds = [b'{"a": [1, {"b": null}]}', b"a.b.c"]
    first, second = ([mutant(random.Random(7), seeds) for _ in range(100)] for _ in range(2))  # noqa: S311 - no secret
    assert first == second


def test_an_exception_is_told_by_its_place() -> None:
    def stumbles(text: bytes) -> object:
        raise IndexError(text.decode())

    assert raises(stumbles, b"a" * 200).startswith("IndexError in test_corpus.py:")


def test_the_corpus_stays_small() -> None:
    assert [file.name for file in CORPUS.rglob("*") if file.is_file() and file.stat().st_size > LARGEST] == []
