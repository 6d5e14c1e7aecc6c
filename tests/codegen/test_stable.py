"""What is the same the next time, and what is not."""

from __future__ import annotations

import re
from unittest.mock import ANY

import pytest

from harness.codegen.disguise import Disguise
from harness.codegen.stable import path_wanted, value_wanted, wanted_code

UUID = "0fc1f0a2-7c3b-4d0e-9b1a-4f6f4a3c2b1d"
TOKEN = "0123456789abcdef0123456789abcdef"
TYPED = Disguise(["mary@acme.test"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("Math101", "Math101", id="text"),
        pytest.param("90", 90, id="number"),
        pytest.param("-3", -3, id="number below zero"),
        pytest.param("0042", "0042", id="digits that are no number"),
        pytest.param("20.5", "20.5", id="fraction"),
        pytest.param("", "", id="empty"),
        pytest.param("mary@acme.test", "mary@acme.test", id="typed address"),
        pytest.param("info@acme.test", ANY, id="address of somebody else"),
        pytest.param(UUID, ANY, id="UUID"),
        pytest.param(TOKEN, ANY, id="token"),
        pytest.param("1795330871482", ANY, id="milliseconds"),
        pytest.param("1795330871", ANY, id="seconds"),
        pytest.param("2026-11-22T07:30:00Z", ANY, id="moment"),
        pytest.param("x" * 201, ANY, id="long text"),
    ],
)
def test_a_value_is_wanted_as_far_as_it_lasts(text: str, wanted: object) -> None:
    assert value_wanted(text, TYPED) is wanted if wanted is ANY else value_wanted(text, TYPED) == wanted


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        pytest.param("/courses?level=advanced#top", "/courses?level=advanced#top", id="all of it"),
        pytest.param(f"/?__hssc={TOKEN}", "/", id="without a query that passes"),
        pytest.param(f"/#/order/{UUID}", "/", id="without a fragment that passes"),
        pytest.param(f"/a.b/{UUID}/edit?x=1", re.compile(r"^/a\.b/[^/?#]+/edit"), id="with a step that passes"),
    ],
)
def test_a_path_is_wanted_as_far_as_it_lasts(path: str, wanted: object) -> None:
    assert path_wanted(path, TYPED) == wanted


@pytest.mark.parametrize(
    ("value", "source"),
    [
        pytest.param(ANY, "ANY", id="anything"),
        pytest.param(re.compile("^/a"), 're.compile("^/a")', id="pattern"),
        pytest.param("/a", '"/a"', id="text"),
    ],
)
def test_a_wanted_value_has_its_source(value: object, source: str) -> None:
    assert wanted_code(value) == source
