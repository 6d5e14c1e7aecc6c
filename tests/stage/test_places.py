"""Where browsers are looked for, on machines that are only described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness.stage.places import Candidate, Engine, Machine, candidates

OWN = "Playwright's own download"
USUAL = "its usual place"


def put(file: Path) -> Path:
    """An executable file at that place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return file


def machine(root: Path, system: str = "Linux", **environ: str) -> Machine:
    """A machine whose disk is the folder `root`, with Playwright's package but no browser."""
    package = root / "playwright"
    listing = [{"name": name, "revision": "7"} for name in ("chromium", "chromium-headless-shell", "firefox")]
    put(package / "driver/package/browsers.json").write_text(json.dumps({"browsers": listing}))
    return Machine(system=system, root=root, home=root / "home/ada", environ=environ, playwright=package)


def download(folder: Path, program: str) -> Path:
    """A finished download of one of Playwright's browsers."""
    put(folder / "INSTALLATION_COMPLETE")
    return put(folder / program)


@pytest.mark.parametrize(
    ("system", "environ", "downloads"),
    [
        pytest.param("Linux", {}, "home/ada/.cache/ms-playwright", id="Linux"),
        pytest.param("Linux", {"XDG_CACHE_HOME": "{root}/cache"}, "cache/ms-playwright", id="Linux with XDG"),
        pytest.param("Darwin", {}, "home/ada/Library/Caches/ms-playwright", id="macOS"),
        pytest.param("Windows", {}, "home/ada/AppData/Local/ms-playwright", id="Windows"),
        pytest.param("Windows", {"LOCALAPPDATA": "{root}/local"}, "local/ms-playwright", id="Windows, moved"),
        pytest.param("Linux", {"PLAYWRIGHT_BROWSERS_PATH": "{root}/b"}, "b", id="folder of one's own"),
        pytest.param(
            "Linux", {"PLAYWRIGHT_BROWSERS_PATH": "0"}, "playwright/driver/package/.local-browsers", id="beside it"
        ),
    ],
)
def test_playwrights_downloads_are_looked_for_where_it_puts_them(
    tmp_path: Path, system: str, environ: dict[str, str], downloads: str
) -> None:
    set_there = {name: value.format(root=tmp_path) for name, value in environ.items()}
    program = download(tmp_path / downloads / "firefox-7", "firefox/firefox")
    found = list(candidates("firefox", machine(tmp_path, system, **set_there)))
    assert found == [Candidate(path=program, source=OWN)]


@pytest.mark.parametrize(
    ("engine", "folder", "program"),
    [
        pytest.param(
            "chromium", "chromium_headless_shell-7", "chrome-headless-shell-linux64/chrome-headless-shell", id="shell"
        ),
        pytest.param("chromium", "chromium-7", "chrome-linux64/chrome", id="Chromium"),
        pytest.param("chromium", "chromium-7", "chrome-win64/chrome.exe", id="Chromium on Windows"),
        pytest.param(
            "chromium",
            "chromium-7",
            "chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
            id="Chromium on macOS",
        ),
        pytest.param("firefox", "firefox-7", "firefox/Nightly.app/Contents/MacOS/firefox", id="Firefox on macOS"),
    ],
)
def test_a_download_is_known_by_revision_and_program(tmp_path: Path, engine: Engine, folder: str, program: str) -> None:
    there = download(tmp_path / "home/ada/.cache/ms-playwright" / folder, program)
    assert list(candidates(engine, machine(tmp_path))) == [Candidate(path=there, source=OWN)]


def test_a_download_of_another_revision_is_left_alone(tmp_path: Path) -> None:
    download(tmp_path / "home/ada/.cache/ms-playwright/firefox-6", "firefox/firefox")
    assert list(candidates("firefox", machine(tmp_path))) == []


def test_an_unfinished_download_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "home/ada/.cache/ms-playwright/firefox-7/firefox/firefox")
    assert list(candidates("firefox", machine(tmp_path))) == []


@pytest.mark.parametrize("listing", ["", "[]", '{"browsers": [{"name": "firefox"}]}'])
def test_a_playwright_that_cannot_be_read_has_no_downloads(tmp_path: Path, listing: str) -> None:
    unreadable = machine(tmp_path)
    put(tmp_path / "playwright/driver/package/browsers.json").write_text(listing)
    download(tmp_path / "home/ada/.cache/ms-playwright/firefox-7", "firefox/firefox")
    assert list(candidates("firefox", unreadable)) == []


@pytest.mark.parametrize("chosen", ["0", ""])
def test_without_playwright_there_are_no_downloads(tmp_path: Path, chosen: str) -> None:
    environ = {"PLAYWRIGHT_BROWSERS_PATH": chosen}
    bare = Machine(system="Linux", root=tmp_path, home=tmp_path, environ=environ, playwright=None)
    assert list(candidates("firefox", bare)) == []


def test_on_linux_the_headless_shell_comes_before_fuller_browsers(tmp_path: Path) -> None:
    chrome = put(tmp_path / "bin/google-chrome")
    shell = put(tmp_path / "bin/chromium-headless-shell")
    snap = put(tmp_path / "snap/bin/chromium")
    assert list(candidates("chromium", machine(tmp_path, PATH=str(tmp_path / "bin")))) == [
        Candidate(path=shell, source="on PATH as chromium-headless-shell"),
        Candidate(path=chrome, source="on PATH as google-chrome"),
        Candidate(path=snap, source=USUAL),
    ]


def test_on_macos_applications_are_searched_for_all_and_for_the_user(tmp_path: Path) -> None:
    chrome = put(tmp_path / "Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    edge = put(tmp_path / "home/ada/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge")
    assert [found.path for found in candidates("chromium", machine(tmp_path, "Darwin"))] == [chrome, edge]


def test_on_windows_the_program_folders_are_searched(tmp_path: Path) -> None:
    edge = put(tmp_path / "programs/Microsoft/Edge/Application/msedge.exe")
    chrome = put(tmp_path / "local/Google/Chrome/Application/chrome.exe")
    folders = {"PROGRAMFILES": str(tmp_path / "programs"), "LOCALAPPDATA": str(tmp_path / "local")}
    assert [found.path for found in candidates("chromium", machine(tmp_path, "Windows", **folders))] == [edge, chrome]


def test_a_system_that_nobody_described_has_only_its_path(tmp_path: Path) -> None:
    firefox = put(tmp_path / "bin/firefox")
    found = list(candidates("firefox", machine(tmp_path, "FreeBSD", PATH=str(tmp_path / "bin"))))
    assert found == [Candidate(path=firefox, source="on PATH as firefox")]


def test_this_machine_knows_its_playwright() -> None:
    here = Machine.here()
    assert here.playwright is not None
    assert here.playwright.joinpath("driver/package/browsers.json").is_file()


@pytest.mark.parametrize(("folder", "own"), [("firefox-7", True), ("../elsewhere", False)])
def test_a_download_is_told_from_other_browsers(tmp_path: Path, folder: str, own: bool) -> None:
    here = machine(tmp_path)
    assert here.downloaded(tmp_path / "home/ada/.cache/ms-playwright" / folder / "firefox") is own
