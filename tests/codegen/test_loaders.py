from __future__ import annotations

from pathlib import Path

import pytest

from harness.codegen import loaders
from harness.codegen.loaders import loaders_of

LOADER = '<script src="//js.hs-scripts.com/{}.js"></script>'


def put(file: Path, portal_id: int) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(LOADER.format(portal_id))
    return file


@pytest.mark.parametrize(
    "host", ["js.hs-scripts.com", "js-na2.hs-scripts.com", "js-eu1.hs-scripts.com", "js-ap1.hs-scripts.com"]
)
def test_a_loader_of_any_hublet_names_its_portal(tmp_path: Path, host: str) -> None:
    page = tmp_path / "index.html"
    page.write_text(f'<script src="https://{host}/4242.js"></script>')

    assert loaders_of(tmp_path) == {4242: page}


def test_a_portal_is_told_with_the_first_file_that_names_it(tmp_path: Path) -> None:
    first, other = put(tmp_path / "a" / "head.tsx", 4242), put(tmp_path / "b.html", 7)
    put(tmp_path / "c" / "again.html", 4242)

    assert loaders_of(tmp_path) == {7: other, 4242: first}


@pytest.mark.parametrize("place", ["node_modules/x/a.html", ".next/a.html", "dist/a.html", "photo.png"])
def test_what_the_project_has_not_written_is_passed_over(tmp_path: Path, place: str) -> None:
    put(tmp_path / place, 4242)

    assert loaders_of(tmp_path) == {}


def test_a_file_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to(tmp_path / "missing")

    assert loaders_of(tmp_path) == {}


def test_a_huge_project_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaders, "MOST_FILES", 1)
    first = put(tmp_path / "a.html", 7)
    put(tmp_path / "b.html", 4242)

    assert loaders_of(tmp_path) == {7: first}
