"""Getting a browser, with installers that only pretend."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from harness.errors import BrowserError
from harness.stage import browser_install
from harness.stage.browser_install import Way, install_browser, install_screen, ways

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\n'
UBUNTU = 'NAME="Ubuntu"\nID="ubuntu"\n'
DOWNLOAD = ("PYTHON", "-m", "playwright", "install", "chromium-headless-shell")


@pytest.fixture(autouse=True)
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of PATH, on a Debian machine of root's without any browser, where no download works."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (tmp_path / "os-release").write_text(DEBIAN)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))
    monkeypatch.delenv("HSTRACK_BROWSER", raising=False)
    monkeypatch.setattr("harness.stage.places.USUAL_PLACES", {})
    monkeypatch.setattr(browser_install, "OS_RELEASE", tmp_path / "os-release")
    monkeypatch.setattr(sys, "executable", str(script(tmp_path / "python", "echo no network; exit 1")))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return folder


def script(file: Path, body: str) -> Path:
    """An executable shell script."""
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)
    return file


def browser_maker(path: Path) -> str:
    """Shell lines that put a browser at `path`."""
    return f"printf '#!/bin/sh\\necho Chromium 156.0.1\\n' > '{path}'; /bin/chmod 755 '{path}'"


def commands(found: list[Way]) -> list[tuple[str, ...]]:
    """All commands of the ways, with this Python written as PYTHON."""
    return [
        tuple("PYTHON" if part == sys.executable else part for part in command)
        for way in found
        for command in way.commands
    ]


def test_a_browser_that_is_there_is_taken_without_installing(bin_folder: Path) -> None:
    script(bin_folder / "chromium", "echo Chromium 156.0.1")
    steps: list[str] = []
    assert install_browser(say=steps.append).executable_path == str(bin_folder / "chromium")
    assert steps == []


def test_playwrights_download_comes_first(tmp_path: Path, bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maker = script(tmp_path / "python", browser_maker(bin_folder / "chromium"))
    monkeypatch.setattr(sys, "executable", str(maker))
    script(bin_folder / "apt-get", "exit 1")
    steps: list[str] = []
    assert install_browser(say=steps.append).version == "156.0.1"
    assert steps == ["getting Playwright's chromium-headless-shell"]


def test_the_distributions_package_comes_after_a_download_that_fails(bin_folder: Path) -> None:
    making = browser_maker(bin_folder / "chromium-headless-shell")
    script(bin_folder / "apt-get", f'test "$1" = update || {{ {making}; }}')
    steps: list[str] = []
    assert install_browser(say=steps.append).version == "156.0.1"
    assert steps == ["getting Playwright's chromium-headless-shell", "getting the package chromium-headless-shell"]


def test_a_failure_says_what_was_tried_and_what_helps(bin_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    script(bin_folder / "apt-get", "echo no network; exit 100")
    with pytest.raises(BrowserError) as refused:
        install_browser()
    assert str(refused.value) == (
        "no Chrome, Chromium or Edge is on this machine and none could be installed (tried: Playwright's "
        "chromium-headless-shell, the package chromium-headless-shell; --verbose shows more); repeat with access to "
        "the internet, install one yourself, or set HSTRACK_BROWSER to the path of one"
    )
    assert capfd.readouterr() == ("", "")


def test_installers_are_heard_when_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BrowserError):
        install_browser(verbose=True)
    assert capfd.readouterr().out == "no network\n"


def test_an_installer_that_hangs_is_ended_with_its_children(
    tmp_path: Path, bin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = script(
        tmp_path / "python", f"(read -r line < '{tmp_path}/pipe'; {browser_maker(bin_folder / 'chromium')})"
    )
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(sys, "executable", str(hanging))
    monkeypatch.setattr(browser_install, "DOWNLOAD_S", 0.2)
    with pytest.raises(BrowserError):
        install_browser()


def test_where_there_are_no_process_groups_a_hanging_installer_is_ended_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    hanging = script(tmp_path / "python", f"read -r line < '{tmp_path}/pipe'")
    monkeypatch.setattr(sys, "executable", str(hanging))
    monkeypatch.delattr(os, "killpg")
    monkeypatch.setattr(browser_install, "DOWNLOAD_S", 0.2)
    with pytest.raises(BrowserError):
        install_browser()


@pytest.mark.parametrize(
    ("release", "wanted"),
    [
        pytest.param(
            DEBIAN,
            [
                DOWNLOAD,
                ("apt-get", "update"),
                ("apt-get", "install", "--yes", "--no-install-recommends", "chromium-headless-shell"),
            ],
            id="Debian",
        ),
        pytest.param(
            UBUNTU,
            [DOWNLOAD, ("PYTHON", "-m", "playwright", "install-deps", "chromium-headless-shell")],
            id="Ubuntu, where the packages are snaps",
        ),
        pytest.param(
            None,
            [
                DOWNLOAD,
                ("apt-get", "update"),
                ("apt-get", "install", "--yes", "--no-install-recommends", "chromium-headless-shell"),
            ],
            id="a distribution without a name",
        ),
    ],
)
def test_root_may_use_the_distribution(
    tmp_path: Path, bin_folder: Path, release: str | None, wanted: list[tuple[str, ...]]
) -> None:
    script(bin_folder / "apt-get", "exit 0")
    (tmp_path / "os-release").write_text(release or "PRETTY_NAME=Mine\n")
    assert commands(list(ways("chromium"))) == wanted


def test_a_machine_without_os_release_is_no_ubuntu(tmp_path: Path, bin_folder: Path) -> None:
    script(bin_folder / "apt-get", "exit 0")
    (tmp_path / "os-release").unlink()
    assert [way.name for way in ways("firefox")] == ["Playwright's firefox", "the package firefox-esr"]


def test_others_than_root_only_download(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(bin_folder / "apt-get", "exit 0")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert commands(list(ways("chromium"))) == [DOWNLOAD]


def test_a_screen_is_got_from_the_distribution(tmp_path: Path, bin_folder: Path) -> None:
    script(bin_folder / "apt-get", f'echo "$@" >> {tmp_path}/asked')
    steps: list[str] = []
    install_screen(say=steps.append)
    assert (tmp_path / "asked").read_text() == "update\ninstall --yes --no-install-recommends xvfb\n"
    assert steps == ["getting the package xvfb"]


def test_a_screen_that_is_there_is_enough(bin_folder: Path) -> None:
    script(bin_folder / "apt-get", "exit 0")
    script(bin_folder / "Xvfb", "exit 0")
    steps: list[str] = []
    install_screen(say=steps.append)
    assert steps == []


def test_others_than_root_do_without_a_screen(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(bin_folder / "apt-get", "exit 0")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    steps: list[str] = []
    install_screen(say=steps.append)
    assert steps == []
