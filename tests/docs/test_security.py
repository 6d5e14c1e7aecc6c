"""Each line of the threat model names tests that there are, and no line is left out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
TABLE = re.compile(r"^\| threat \| what holds \| test \|\n\| --- \| --- \| --- \|\n((?:\|.*\|\n)+)", re.MULTILINE)
THREATS = [
    tuple(cell.strip() for cell in line.split("|")[1:-1])
    for table in TABLE.findall(PAGE)
    for line in table.splitlines()
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
ANY_NAME = re.compile(r"tests/[\w/]*\.py")


@cache
def run_in(file: str) -> frozenset[str]:
    """The tests that a file has; none where there is no such file."""
    if not (ROOT / file).is_file():
        return frozenset()
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(_functions(tree))


def _functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _left_out(node):
            yield node.name


def _left_out(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a test is never run, or allowed to fail."""
    return any(re.search(r"\bmark\.(skip|xfail)\b", ast.unparse(each)) for each in node.decorator_list)


@pytest.mark.parametrize(("threat", "holds", "tests"), [pytest.param(*line, id=line[0]) for line in THREATS])
def test_a_threat_is_answered_by_tests_that_there_are(threat: str, holds: str, tests: str) -> None:
    named = NAMED.findall(tests)
    missing = [name for file, name in named if name not in run_in(file)]
    assert (threat.endswith("."), holds.endswith("."), bool(named), missing) == (True, True, True, [])


def test_every_test_that_the_page_names_stands_behind_a_threat() -> None:
    assert len(ANY_NAME.findall(PAGE)) == sum(len(NAMED.findall(tests)) for _, _, tests in THREATS)


def test_every_table_of_the_page_but_that_of_trust_is_one_of_threats() -> None:
    assert len(re.findall(r"^\| --- ", PAGE, re.MULTILINE)) == len(TABLE.findall(PAGE)) + 1
