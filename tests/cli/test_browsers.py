"""`hstrack browsers`, on machines with programs that only say what they are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.cli.browsers import command
from harness.errors import BrowserError


@pytest.fixture(autouse=True)
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of PATH, on a machine without browsers where nothing can be installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))
    monkeypatch.delenv("HSTRACK_BROWSER", raising=False)
    monkeypatch.delenv("HSTRACK_FIREFOX", raising=False)
    monkeypatch.setattr("harness.stage.places.USUAL_PLACES", {})
    monkeypatch.setattr(sys, "executable", str(program(tmp_path / "python", "no network")))
    return folder


def program(file: Path, says: str) -> Path:
    """A program that says so whatever it is asked."""
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)
    return file


def run(*arguments: str) -> Result:
    """What the command prints."""
    return CliRunner().invoke(command, arguments)


def test_browsers_are_listed_with_the_reason_for_the_choice(bin_folder: Path) -> None:
    program(bin_folder / "google-chrome", "Google Chrome 156.0.8078.79")
    program(bin_folder / "chromium", "Chromium 155.0.1")
    program(bin_folder / "firefox", "Mozilla Firefox 153.7.0esr")
    assert run().output == (
        f"chromium 156.0.8078.79   {bin_folder}/google-chrome  (on PATH as google-chrome; used)\n"
        f"chromium 155.0.1         {bin_folder}/chromium  (on PATH as chromium)\n"
        f"firefox  153.7.0         {bin_folder}/firefox  (on PATH as firefox; used)\n"
    )


def test_listing_alone_installs_nothing() -> None:
    assert run("--no-install").output == "no browser found\n"


def test_firefox_alone_is_enough_unless_both_are_asked_for(bin_folder: Path) -> None:
    program(bin_folder / "firefox", "Mozilla Firefox 153.7.0esr")
    alone, both = run(), run("--firefox")
    assert alone.exit_code == 0
    assert alone.stdout == f"firefox  153.7.0         {bin_folder}/firefox  (on PATH as firefox; used)\n"
    assert isinstance(both.exception, BrowserError)


def test_a_machine_without_any_browser_is_an_error() -> None:
    assert isinstance(run().exception, BrowserError)


def test_firefox_is_made_sure_of_on_request(bin_folder: Path) -> None:
    program(bin_folder / "chromium", "Chromium 156.0.1")
    result = run("--firefox")
    assert result.stderr.startswith("hstrack: getting Playwright's firefox\n")
    assert isinstance(result.exception, BrowserError)


def test_quiet_says_nothing_when_all_is_there(bin_folder: Path) -> None:
    program(bin_folder / "chromium", "Chromium 156.0.1")
    program(bin_folder / "firefox", "Mozilla Firefox 153.7.0esr")
    result = run("--firefox", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_a_screen_is_made_sure_of_on_request(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(bin_folder / "chromium", "Chromium 156.0.1")
    monkeypatch.setattr("harness.stage.browser_install.install_screen", lambda say, **_: say("getting a screen"))
    assert run("--screen", "--quiet").stderr == "hstrack: getting a screen\n"
