"""A site may name the file that answers an address: one of its own, or one of an npm package."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import SiteError
from harness.stage import mounts
from harness.stage.mounts import file_faults, mounted, npm_faults, package_and_path

LOCKED = f"""
[vue]
version = "3.5.0"
integrity = "sha512-{"a" * 86}=="
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site's folder with a lock file, an own script, and the package vue as if it had been fetched."""
    (tmp_path / "packages.toml").write_text(LOCKED)
    (tmp_path / "own.js").write_text("own")
    (tmp_path / "cache" / "dist").mkdir(parents=True)
    (tmp_path / "cache" / "dist" / "vue.js").write_text("Vue")
    monkeypatch.setattr(mounts, "package_folders", lambda packages: dict.fromkeys(packages, tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        pytest.param("vue/dist/vue.js", ("vue", "dist/vue.js"), id="plain"),
        pytest.param("@hotwired/turbo/dist/turbo.js", ("@hotwired/turbo", "dist/turbo.js"), id="scoped"),
        pytest.param("vue", ("vue", ""), id="no path"),
    ],
)
def test_an_address_is_a_package_and_a_path(address: str, parts: tuple[str, str]) -> None:
    assert package_and_path(address) == parts


def test_addresses_lead_to_own_files_and_to_those_of_packages(folder: Path) -> None:
    npm = {"/vue.js": "vue/dist/vue.js", "/vue/": "vue/dist/"}
    assert mounted(folder, {"/app.js": "own.js"}, npm) == {
        "/app.js": folder / "own.js",
        "/vue.js": folder / "cache" / "dist" / "vue.js",
        "/vue/": folder / "cache" / "dist",
    }


def test_without_packages_no_lock_file_is_needed(tmp_path: Path) -> None:
    assert mounted(tmp_path, {"/app.js": "own.js"}, {}) == {"/app.js": tmp_path / "own.js"}


def test_a_file_that_the_package_does_not_have_is_told(folder: Path) -> None:
    with pytest.raises(SiteError) as refused:
        mounted(folder, {}, {"/vue.js": "vue/dist/vue.mjs"})
    assert str(refused.value) == "npm '/vue.js' is 'vue/dist/vue.mjs', which is no file of vue 3.5.0 for browsers"


@pytest.mark.parametrize(
    ("path", "file", "said"),
    [
        pytest.param("/app.js", "own.js", [], id="right"),
        pytest.param("app.js", "own.js", ["file 'app.js' does not start with a slash"], id="no path"),
        pytest.param("/app.js", "no.js", ["file '/app.js' is 'no.js', which is not a file of the site"], id="missing"),
        pytest.param(
            "/a", "../packages.toml", ["file '/a' is '../packages.toml', which is not a file of the site"], id="outside"
        ),
    ],
)
def test_a_fault_of_an_own_file_is_named(folder: Path, path: str, file: str, said: list[str]) -> None:
    assert list(file_faults(folder.resolve(), {path: file})) == said


@pytest.mark.parametrize(
    ("path", "address", "said"),
    [
        pytest.param("/vue.js", "vue/dist/vue.js", [], id="right"),
        pytest.param("/vue/", "vue/dist/", [], id="right folder"),
        pytest.param("vue.js", "vue/dist/vue.js", ["npm 'vue.js' does not start with a slash"], id="no path"),
        pytest.param(
            "/vue/",
            "vue/dist",
            ["npm '/vue/' is 'vue/dist'; a folder and its address both end with a slash"],
            id="half a folder",
        ),
        pytest.param(
            "/v.js",
            "veu/v.js",
            ["npm '/v.js' is of 'veu', which the lock file does not name; it has vue"],
            id="unknown",
        ),
        pytest.param("/v.js", "vue", ["npm '/v.js' is 'vue', which names no file of the package"], id="no file"),
        pytest.param(
            "/v.js", "vue/../v.js", ["npm '/v.js' is 'vue/../v.js', which names no file of the package"], id="outside"
        ),
    ],
)
def test_a_fault_of_a_packages_file_is_named(folder: Path, path: str, address: str, said: list[str]) -> None:
    assert list(npm_faults(folder, {path: address})) == said


def test_a_site_without_packages_has_no_such_fault(tmp_path: Path) -> None:
    assert list(npm_faults(tmp_path, {})) == []
