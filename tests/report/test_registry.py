"""Formats are found by being in their folder."""

from __future__ import annotations

import pytest

from harness.errors import UsageError
from harness.report.registry import format_for_file, format_named, format_names


def test_the_formats_are_the_files_of_the_folder() -> None:
    assert {"csv", "github", "json", "junit", "markdown", "sarif", "text"} <= set(format_names())


@pytest.mark.parametrize("name", format_names())
def test_each_is_known_by_the_ending_of_its_files(name: str) -> None:
    assert format_for_file(f"Report{format_named(name).suffix.upper()}") == format_named(name)


def test_another_ending_is_of_no_format() -> None:
    assert format_for_file("report.pdf") is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("jsn", "there is no report format 'jsn'; did you mean 'json'?", id="misspelt"),
        pytest.param("../json", "did you mean 'json'?", id="a path"),
        pytest.param("pdf", "there are csv, github, ", id="unknown"),
    ],
)
def test_a_format_that_does_not_exist_is_told(name: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        format_named(name)

    assert told in str(raised.value)
