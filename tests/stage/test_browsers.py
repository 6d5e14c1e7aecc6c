"""The resolver, among programs that only say what they are."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pytest

from harness.errors import BrowserError
from harness.stage.browsers import FoundBrowser, find_browser, find_browsers, find_headed_browser, launch_options
from harness.stage.places import Engine

CHROMIUM = "Chromium 156.0.8078.79"
FIREFOX = "Mozilla Firefox 153.7.0esr"
STOCK_FIREFOX = {
    "channel": "moz-firefox",
    "args": [],
    "firefox_user_prefs": {"network.proxy.allow_hijacking_localhost": True},
}


@pytest.fixture(autouse=True)
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of PATH, on a machine without any browser."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))
    monkeypatch.delenv("HSTRACK_BROWSER", raising=False)
    monkeypatch.delenv("HSTRACK_FIREFOX", raising=False)
    monkeypatch.setattr("harness.stage.places.USUAL_PLACES", {})
    return folder


def program(file: Path, says: str, status: int = 0) -> Path:
    """A program that says so when asked for its version."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\necho '{says}'\nexit {status}\n")
    file.chmod(0o755)
    return file


def found(engine: Engine, path: Path, source: str) -> FoundBrowser:
    """That browser, as the resolver describes it."""
    version, channel = ("153.7.0", "moz-firefox") if engine == "firefox" else ("156.0.8078.79", None)
    return FoundBrowser(engine=engine, executable_path=str(path), channel=channel, source=source, version=version)


def test_the_best_browser_of_the_machine_is_chosen(bin_folder: Path) -> None:
    program(bin_folder / "chromium", CHROMIUM)
    shell = program(bin_folder / "chromium-headless-shell", CHROMIUM)
    assert find_browser() == found("chromium", shell, "on PATH as chromium-headless-shell")


@pytest.mark.parametrize(
    ("says", "status"),
    [
        pytest.param("libnss3.so: cannot open shared object file", 127, id="libraries are missing"),
        pytest.param("Command requires the chromium snap to be installed.", 1, id="empty wrapper"),
        pytest.param("no number", 0, id="no version"),
    ],
)
def test_a_browser_that_does_not_run_is_passed_over(bin_folder: Path, says: str, status: int) -> None:
    program(bin_folder / "chromium-headless-shell", says, status)
    chrome = program(bin_folder / "google-chrome", "Google Chrome 156.0.8078.79")
    assert find_browser() == found("chromium", chrome, "on PATH as google-chrome")


def test_a_file_that_cannot_be_started_is_passed_over(bin_folder: Path) -> None:
    program(bin_folder / "firefox-esr", FIREFOX).write_bytes(b"\x7fELF")
    firefox = program(bin_folder / "firefox", FIREFOX)
    assert find_browser("firefox") == found("firefox", firefox, "on PATH as firefox")


@pytest.mark.parametrize(
    ("engine", "variable", "says"),
    [
        pytest.param("chromium", "HSTRACK_BROWSER", CHROMIUM, id="Chromium"),
        pytest.param("firefox", "HSTRACK_FIREFOX", FIREFOX, id="Firefox"),
    ],
)
def test_the_environment_overrides_the_search(
    tmp_path: Path, bin_folder: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine, variable: str, says: str
) -> None:
    program(bin_folder / engine, says)
    mine = program(tmp_path / "mine", says)
    monkeypatch.setenv(variable, str(mine))
    assert find_browser(engine) == found(engine, mine, variable)


def test_a_given_path_overrides_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = program(tmp_path / "mine", CHROMIUM)
    monkeypatch.setenv("HSTRACK_BROWSER", str(tmp_path / "missing"))
    assert find_browser(path=str(mine)) == found("chromium", mine, "the given path")


def test_a_name_on_path_is_as_good_as_a_path(bin_folder: Path) -> None:
    chrome = program(bin_folder / "my-chrome", CHROMIUM)
    assert find_browser(path="my-chrome") == found("chromium", chrome, "the given path")


def test_any_browser_may_be_firefox(bin_folder: Path, tmp_path: Path) -> None:
    firefox = program(bin_folder / "firefox", FIREFOX)
    other = program(tmp_path / "other", FIREFOX)
    assert find_browser("any") == found("firefox", firefox, "on PATH as firefox")
    assert find_browser("any", path=str(other)) == found("firefox", other, "the given path")


@pytest.mark.parametrize(
    ("says", "said"),
    [
        pytest.param(
            None,
            "the given path names the browser '{path}', but no program is there; correct or remove it",
            id="nothing there",
        ),
        pytest.param(
            "hello",
            "the given path names '{path}', which does not tell its version as a browser does; try another",
            id="no browser",
        ),
        pytest.param(
            FIREFOX,
            "the given path names '{path}' for chromium, but that is firefox; name it in HSTRACK_FIREFOX",
            id="other engine",
        ),
    ],
)
def test_a_named_browser_is_used_or_refused(tmp_path: Path, says: str | None, said: str) -> None:
    named = tmp_path / "named"
    _ = says and program(named, says)
    with pytest.raises(BrowserError) as refused:
        find_browser(path=str(named))
    assert str(refused.value) == said.format(path=named)


def test_playwrights_own_firefox_needs_no_channel(tmp_path: Path) -> None:
    own = program(tmp_path / "downloads/firefox-1555/firefox/firefox", FIREFOX)
    assert find_browser("firefox", path=str(own)).channel is None


@pytest.mark.parametrize(
    ("engine", "said"),
    [
        pytest.param(
            "chromium",
            "no Chrome, Chromium or Edge was found; let `hstrack browsers` install one (as root on Debian it can also "
            "use the distribution's), install one yourself, or set HSTRACK_BROWSER to the path of one",
            id="Chromium",
        ),
        pytest.param(
            "firefox",
            "no Firefox was found; let `hstrack browsers --firefox` install one (as root on Debian it can also use the "
            "distribution's), install one yourself, or set HSTRACK_FIREFOX to the path of one",
            id="Firefox",
        ),
    ],
)
def test_without_a_browser_three_ways_to_one_are_named(engine: Engine, said: str) -> None:
    with pytest.raises(BrowserError) as refused:
        find_browser(engine)
    assert str(refused.value) == said


def test_a_browser_that_does_not_run_is_named_where_there_is_no_other(bin_folder: Path) -> None:
    wrapper = program(bin_folder / "chromium", "Command requires the chromium snap to be installed.", status=1)
    with pytest.raises(BrowserError) as refused:
        find_browser()
    assert str(refused.value).startswith(
        f"no Chrome, Chromium or Edge was found that runs ({wrapper} told no version within 15 s); let `hstrack "
    )


def test_all_browsers_are_listed_once(tmp_path: Path, bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = program(bin_folder / "chromium-headless-shell", CHROMIUM)
    chrome = program(bin_folder / "google-chrome", CHROMIUM)
    (bin_folder / "google-chrome-stable").symlink_to(chrome)
    firefox = program(bin_folder / "firefox", FIREFOX)
    monkeypatch.setenv("HSTRACK_BROWSER", str(shell))
    assert find_browsers() == [
        found("chromium", shell, "HSTRACK_BROWSER"),
        found("chromium", bin_folder / "google-chrome-stable", "on PATH as google-chrome-stable"),
        found("firefox", firefox, "on PATH as firefox"),
    ]


@pytest.mark.parametrize(
    ("beside", "path", "engine", "version"),
    [
        pytest.param("156.0.9.10/x,156.0.10.2/x", "chrome.exe", "chromium", "156.0.10.2", id="folders of Chrome"),
        pytest.param("156.0.8078.4.manifest", "chrome.exe", "chromium", "156.0.8078.4", id="Chrome for Testing"),
        pytest.param("application.ini", "firefox.exe", "firefox", "153.7.0", id="Firefox"),
    ],
)
def test_on_windows_the_version_is_read_beside_the_program(
    tmp_path: Path, beside: str, path: str, engine: Engine, version: str
) -> None:
    exe = program(tmp_path / "app" / path, "a window opens")
    files = [program(tmp_path / "app" / name, "") for name in beside.split(",")]
    files[0].write_text("[App]\nName=Firefox\nVersion=153.7.0\nBuildID=20261103151912\n")
    assert find_browser(engine, path=str(exe)).version == version


@pytest.mark.parametrize(("name", "only"), [("chromium-headless-shell", True), ("chromium", False)])
def test_a_headless_shell_shows_no_window(name: str, only: bool) -> None:
    assert found("chromium", Path("/usr/bin") / name, "on PATH").only_headless is only


@pytest.mark.parametrize(
    ("engine", "system", "user", "options"),
    [
        pytest.param("chromium", "Linux", 0, {"args": ["--no-sandbox"], "chromium_sandbox": False}, id="root on Linux"),
        pytest.param("chromium", "Linux", 1000, {"args": [], "chromium_sandbox": True}, id="Ada on Linux"),
        pytest.param("chromium", "Windows", 0, {"args": [], "chromium_sandbox": True}, id="Windows"),
        pytest.param("firefox", "Linux", 0, STOCK_FIREFOX, id="stock Firefox"),
    ],
)
def test_launch_options_are_what_playwright_takes(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, system: str, user: int, options: dict[str, object]
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert launch_options(found(engine, Path("/b"), "on PATH")) == {"executable_path": "/b", **options}


def test_playwrights_own_choice_needs_no_path() -> None:
    own = FoundBrowser(engine="chromium", executable_path=None, channel="chrome", source="elsewhere", version="156")
    assert launch_options(own).keys() == {"channel", "chromium_sandbox", "args"}


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen to show windows on."""
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setenv("DISPLAY", ":7")


def test_a_window_is_shown_by_the_first_browser_that_can(bin_folder: Path, desktop: None) -> None:
    program(bin_folder / "chromium-headless-shell", CHROMIUM)
    program(bin_folder / "firefox", FIREFOX)
    chromium = program(bin_folder / "chromium", CHROMIUM)

    assert find_headed_browser() == found("chromium", chromium, "on PATH as chromium")


def test_firefox_shows_it_where_chromium_cannot(bin_folder: Path, desktop: None) -> None:
    program(bin_folder / "chromium-headless-shell", CHROMIUM)
    firefox = program(bin_folder / "firefox", FIREFOX)

    assert find_headed_browser() == found("firefox", firefox, "on PATH as firefox")


@pytest.mark.parametrize(
    ("engine", "sentence"),
    [
        pytest.param(
            "any",
            "no Chrome, Chromium or Edge and no Firefox that can show a window was found; install one, or set "
            "HSTRACK_BROWSER or HSTRACK_FIREFOX to the path of one",
            id="any",
        ),
        pytest.param(
            "chromium",
            "no Chrome, Chromium or Edge that can show a window was found; install one, or set HSTRACK_BROWSER to the "
            "path of one",
            id="Chromium",
        ),
    ],
)
def test_a_machine_whose_browsers_show_nothing_is_told(
    engine: Engine, sentence: str, bin_folder: Path, desktop: None
) -> None:
    program(bin_folder / "chromium-headless-shell", CHROMIUM)

    with pytest.raises(BrowserError) as caught:
        find_headed_browser(engine)

    assert str(caught.value) == sentence


def test_linux_without_a_screen_is_told(bin_folder: Path, desktop: None, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bin_folder / "chromium", CHROMIUM)
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    with pytest.raises(BrowserError) as caught:
        find_headed_browser()

    assert str(caught.value) == (
        "there is no screen to show a browser on (DISPLAY and WAYLAND_DISPLAY are not set); work on a desktop, or put "
        "xvfb-run -a before the command"
    )
