"""Getting a browser where there is none: Playwright's download, else the distribution's package."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from harness.errors import BrowserError
from harness.stage.browsers import KINDS, OVERRIDES, FoundBrowser, first_browser
from harness.stage.places import Engine

__all__ = ["Way", "install_browser", "install_screen", "ways"]

DOWNLOAD_S = 300.0
PACKAGES_S = 900.0

# The headless shell is a third of a full Chromium and all that tests and audits need.
DOWNLOADS: Mapping[Engine, str] = {"chromium": "chromium-headless-shell", "firefox": "firefox"}
PACKAGES: Mapping[Engine, str] = {"chromium": "chromium-headless-shell", "firefox": "firefox-esr"}
# A download server that does not answer is given up after 10 s instead of Playwright's 30.
ENVIRONMENT = {"DEBIAN_FRONTEND": "noninteractive", "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
OS_RELEASE = Path("/etc/os-release")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to a browser: what it is, the commands in order, how long all of them may take together."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    limit_s: float


def install_browser(
    engine: Engine = "chromium", *, verbose: bool = False, say: Callable[[str], object] = str
) -> FoundBrowser:
    """A browser of `engine`: the one that is there, without touching the network, else one that is installed now.

    `say` is told each step; what the installers print is shown only when `verbose`. Raises BrowserError when no way
    led to a browser that runs.
    """
    if found := first_browser(engine):
        return found
    tried = []
    for way in ways(engine):
        say(f"getting {way.name}")
        tried.append(way.name)
        _follow(way, verbose)
        if found := first_browser(engine):
            return found
    raise BrowserError(
        f"no {KINDS[engine]} is on this machine and none could be installed (tried: {', '.join(tried)}; --verbose "
        "shows more); repeat with access to the internet, install one yourself, or set "
        f"{OVERRIDES[engine]} to the path of one"
    )


def ways(engine: Engine) -> Iterator[Way]:
    """The ways to a browser that this machine allows, cheapest first; each may fail."""
    playwright = (sys.executable, "-m", "playwright")
    yield Way(
        name=f"Playwright's {DOWNLOADS[engine]}",
        commands=((*playwright, "install", DOWNLOADS[engine]),),
        limit_s=DOWNLOAD_S,
    )
    if not _may_install_packages():
        return
    # On Ubuntu the packages of both browsers only point to snaps, which Playwright cannot drive.
    if "ubuntu" in _distribution():
        yield Way(
            name="the libraries that Playwright's browser needs",
            commands=((*playwright, "install-deps", DOWNLOADS[engine]),),
            limit_s=PACKAGES_S,
        )
        return
    yield _package(PACKAGES[engine])


def install_screen(*, verbose: bool = False, say: Callable[[str], object] = str) -> None:
    """See to Xvfb, a screen for tests that open windows, where it is missing and can be installed; they do without."""
    if _may_install_packages() and not shutil.which("Xvfb"):
        way = _package("xvfb")
        say(f"getting {way.name}")
        _follow(way, verbose)


def _package(name: str) -> Way:
    return Way(
        name=f"the package {name}",
        commands=(("apt-get", "update"), ("apt-get", "install", "--yes", "--no-install-recommends", name)),
        limit_s=PACKAGES_S,
    )


def _may_install_packages() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _distribution() -> str:
    """The `ID` of os-release in lower case, or nothing."""
    with suppress(OSError):
        for line in OS_RELEASE.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            if name == "ID":
                return value.strip("\"'").lower()
    return ""


def _follow(way: Way, verbose: bool) -> None:
    """Run the commands until one fails; whether a browser came of it is seen afterwards."""
    for command in way.commands:
        if not _succeeds(command, way.limit_s, verbose):
            return


def _succeeds(command: tuple[str, ...], limit_s: float, verbose: bool) -> bool:
    output = None if verbose else subprocess.DEVNULL
    environment = os.environ | ENVIRONMENT
    process = subprocess.Popen(  # noqa: S603 - commands of this file
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment, start_new_session=True
    )
    try:
        return process.wait(limit_s) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing of it stays: the installers do their work in children of their own."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
