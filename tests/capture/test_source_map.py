"""From a place in a served script to the place in the source that was written."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from harness.capture.source_map import Original, originals
from tests.capture.bundling import Segment, mappings


def a_map(*lines: list[Segment], **more: Any) -> bytes:
    usual = {"version": 3, "sources": ["src/app.js", "src/router.js"], "names": ["start", "onRouteChange"]}
    return json.dumps({**usual, "mappings": mappings(lines), **more}).encode()


def named(source: str, root: str | None = None) -> str | None:
    found = originals(a_map([(0, 0, 0, 0)], sources=[source], sourceRoot=root), [(1, 1)])
    return found[1, 1].source if found else None


START = Original(source="src/app.js", line=1, column=1)
ROUTER = Original(source="src/router.js", line=12, column=3)
LINE: list[Segment] = [(0, 0, 0, 0), (10, 1, 11, 2, 1), (20,), (30, 0, 4, 0)]


@pytest.mark.parametrize(
    ("column", "original"),
    [
        pytest.param(1, Original(source="src/app.js", line=1, column=1), id="the first"),
        pytest.param(
            11, Original(source="src/router.js", line=12, column=3, name="onRouteChange"), id="where it begins"
        ),
        pytest.param(20, ROUTER, id="in the middle, where its name says nothing"),
        pytest.param(25, None, id="a piece without a source"),
        pytest.param(900, Original(source="src/app.js", line=5, column=1), id="after the last"),
    ],
)
def test_a_place_is_that_of_the_last_piece_before_it(column: int, original: Original | None) -> None:
    assert originals(a_map(LINE), [(1, column)]) == ({(1, column): original} if original else {})


def test_numbers_go_on_over_lines_and_lines_without_pieces_tell_nothing() -> None:
    text = a_map([(0, 0, 0, 0, 0)], [], [(4, 1, 700, 40, 1)])

    assert originals(text, [(1, 1), (2, 1), (3, 5), (3, 2), (9, 1)]) == {
        (1, 1): replace(START, name="start"),
        (3, 5): Original(source="src/router.js", line=701, column=41, name="onRouteChange"),
    }


def test_lines_that_nobody_asks_for_count_all_the_same() -> None:
    text = a_map([(0, 0, 0, 0)], [(0, 0, 1, 0)], [(0, 1, 11, 2)])

    assert originals(text, [(3, 1)]) == {(3, 1): ROUTER}


def test_pieces_may_stand_in_any_order() -> None:
    assert originals(a_map([(30, 0, 4, 0), (10, 1, 11, 2)]), [(1, 12)]) == {(1, 12): ROUTER}


def test_an_index_map_has_sections_of_its_own() -> None:
    sections = [
        {"offset": {"line": 0, "column": 0}, "map": json.loads(a_map([(0, 0, 0, 0)]))},
        {"offset": {"line": 0, "column": 100}, "map": json.loads(a_map([(10, 1, 11, 2)], [(5, 1, 11, 2)]))},
        {"offset": {"line": 5, "column": 0}, "map": json.loads(a_map([(0, 0, 8, 0)]))},
    ]
    text = json.dumps({"version": 3, "sections": sections}).encode()

    assert originals(text, [(1, 50), (1, 105), (1, 111), (2, 6), (6, 1)]) == {
        (1, 50): START,
        (1, 111): ROUTER,
        (2, 6): ROUTER,
        (6, 1): Original(source="src/app.js", line=9, column=1),
    }


def test_a_place_before_the_first_section_is_not_known() -> None:
    section = {"offset": {"line": 3, "column": 0}, "map": json.loads(a_map([(0, 0, 0, 0)]))}

    assert originals(json.dumps({"version": 3, "sections": [section]}).encode(), [(1, 1)]) == {}


def test_a_map_may_be_guarded_against_being_run() -> None:
    assert originals(b")]}'\n" + a_map([(0, 1, 11, 2)]), [(1, 1)]) == {(1, 1): ROUTER}


@pytest.mark.parametrize(
    ("source", "path"),
    [
        pytest.param("src/router.js", "src/router.js", id="relative"),
        pytest.param("../../src/router.js", "src/router.js", id="out of a folder of builds"),
        pytest.param("webpack://acme/./src/router.js?7b1a", "src/router.js", id="webpack"),
        pytest.param("webpack:///./src/router.js", "src/router.js", id="webpack without a name"),
        pytest.param("https://www.acme.test/src/router.js", "src/router.js", id="web address"),
        pytest.param("file:///home/ada/acme/web/src/router.js", "web/src/router.js", id="file"),
        pytest.param("/home/ada/acme/web/src/router.js", "web/src/router.js", id="absolute"),
        pytest.param("C:\\ada\\acme\\web\\src\\router.js", "web/src/router.js", id="absolute, on another system"),
        pytest.param("a" * 900, "a" * 200, id="endless"),
        pytest.param("webpack://acme/", None, id="nothing"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="null"),
    ],
)
def test_a_source_is_named_by_its_path_within_the_project(source: str, path: str | None) -> None:
    assert named(source) == path


@pytest.mark.parametrize(
    ("root", "source", "path"),
    [
        pytest.param("web", "src/router.js", "web/src/router.js", id="folder"),
        pytest.param("webpack:///", "./src/router.js", "src/router.js", id="bundler"),
        pytest.param("web", "webpack://acme/src/router.js", "src/router.js", id="source with an address of its own"),
    ],
)
def test_the_root_goes_before_a_source(root: str, source: str, path: str) -> None:
    assert named(source, root) == path


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<!doctype html>", id="a page"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(a_map([(0, 0, 0, 0)], version=2), id="another version"),
        pytest.param(a_map([(0, 7, 0, 0)]), id="a source that is not there"),
        pytest.param(a_map([(0, 0, 0, 0, 7)]), id="a name that is not there"),
        pytest.param(a_map([(0, -1, 0, 0)]), id="a source before the first"),
        pytest.param(a_map([(0, 0, -5, 0)]), id="a line before the first"),
        pytest.param(a_map([(0, 0, 10**30, 0)]), id="a line that no file has"),
        pytest.param(a_map(mappings="?"), id="a sign that is no digit"),
        pytest.param(a_map(mappings="gggggggggg" * 1000), id="an endless number"),
        pytest.param(a_map(mappings="AA"), id="two numbers"),
        pytest.param(a_map(mappings="AAAA,,AAAA"), id="an empty piece"),
        pytest.param(b'{"version": 3, "x": ' + b"[" * 100_000, id="endless brackets"),
    ],
)
def test_of_a_broken_map_nothing_is_believed(text: bytes) -> None:
    assert originals(text, [(1, 1)]) == {}
