"""Where browsers lie: Playwright's own downloads, PATH, and the usual places of Linux, macOS and Windows."""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = ["Candidate", "Engine", "Machine", "candidates"]

Engine = Literal["chromium", "firefox"]

# Fastest first: the headless shell loads local pages in half the time of a full Chromium.
ON_PATH: Mapping[Engine, tuple[str, ...]] = {
    "chromium": (
        "chromium-headless-shell",
        "google-chrome-stable",
        "google-chrome",
        "chromium",
        "chromium-browser",
        "microsoft-edge-stable",
        "microsoft-edge",
    ),
    "firefox": ("firefox-esr", "firefox"),
}

USUAL_PLACES: Mapping[str, Mapping[Engine, tuple[str, ...]]] = {
    "Linux": {
        "chromium": ("opt/google/chrome/chrome", "opt/microsoft/msedge/msedge", "snap/bin/chromium"),
        "firefox": ("opt/firefox/firefox", "snap/bin/firefox"),
    },
    "Darwin": {
        "chromium": (
            "Google Chrome.app/Contents/MacOS/Google Chrome",
            "Chromium.app/Contents/MacOS/Chromium",
            "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        ),
        "firefox": ("Firefox.app/Contents/MacOS/firefox",),
    },
    "Windows": {
        "chromium": (
            "Google/Chrome/Application/chrome.exe",
            "Chromium/Application/chrome.exe",
            "Microsoft/Edge/Application/msedge.exe",
        ),
        "firefox": ("Mozilla Firefox/firefox.exe",),
    },
}

DOWNLOADS: Mapping[Engine, tuple[str, ...]] = {
    "chromium": ("chromium-headless-shell", "chromium"),
    "firefox": ("firefox",),
}

# Folder names inside a download differ by platform and processor, program names only by platform.
PROGRAMS: Mapping[str, tuple[str, ...]] = {
    "chromium-headless-shell": ("chrome-headless-shell", "chrome-headless-shell.exe", "headless_shell"),
    "chromium": (
        "chrome",
        "chrome.exe",
        "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
    ),
    "firefox": ("firefox", "firefox.exe", "Nightly.app/Contents/MacOS/firefox"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A program that may be a browser, and how it was come by."""

    path: Path
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What the search looks at: system (`Linux`, `Darwin`, `Windows`), disk, home, environment, Playwright."""

    system: str
    root: Path = Path("/")
    home: Path
    environ: Mapping[str, str]
    playwright: Path | None

    @classmethod
    def here(cls) -> Machine:
        """This machine; Playwright is located, not imported: starting its driver takes half a second."""
        package = importlib.util.find_spec("playwright")
        return cls(
            system=platform.system(),
            home=Path.home(),
            environ=os.environ,
            playwright=Path(package.origin).parent if package and package.origin else None,
        )

    @property
    def downloads(self) -> Path | None:
        """The folder of Playwright's browsers (https://playwright.dev/python/docs/browsers)."""
        chosen = self.environ.get("PLAYWRIGHT_BROWSERS_PATH")
        if chosen == "0":
            return self.playwright and self.playwright / "driver/package/.local-browsers"
        return Path(chosen) if chosen else self.cache / "ms-playwright"

    def downloaded(self, program: Path) -> bool:
        """Whether `program` is one of Playwright's own browsers."""
        return self.downloads is not None and self.downloads.resolve() in program.resolve().parents

    @property
    def cache(self) -> Path:
        """Where programs keep what they can get again."""
        if self.system == "Darwin":
            return self.home / "Library/Caches"
        if self.system == "Windows":
            return Path(self.environ.get("LOCALAPPDATA") or self.home / "AppData/Local")
        return Path(self.environ.get("XDG_CACHE_HOME") or self.home / ".cache")


def candidates(engine: Engine, machine: Machine) -> Iterator[Candidate]:
    """Every program of this machine that should be a browser of `engine`, best first; some may turn out broken."""
    for path in _downloaded(engine, machine):
        yield Candidate(path=path, source="Playwright's own download")
    for name in ON_PATH[engine]:
        if path_text := shutil.which(name, path=machine.environ.get("PATH", "")):
            yield Candidate(path=Path(path_text), source=f"on PATH as {name}")
    for path in _usual_places(engine, machine):
        if path.is_file():
            yield Candidate(path=path, source="its usual place")


def _downloaded(engine: Engine, machine: Machine) -> Iterator[Path]:
    revisions = _revisions(machine.playwright) if machine.playwright else {}
    for name in DOWNLOADS[engine]:
        if name not in revisions or machine.downloads is None:
            continue
        folder = machine.downloads / f"{name.replace('-', '_')}-{revisions[name]}"
        if (folder / "INSTALLATION_COMPLETE").exists():
            programs = (path for program in PROGRAMS[name] for path in folder.glob(f"*/{program}"))
            yield from (path for path in programs if path.is_file())


def _revisions(playwright: Path) -> dict[str, str]:
    """Browser name -> revision that this Playwright drives."""
    try:
        listing = json.loads((playwright / "driver/package/browsers.json").read_text(encoding="utf-8"))
        return {browser["name"]: browser["revision"] for browser in listing["browsers"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _usual_places(engine: Engine, machine: Machine) -> Iterator[Path]:
    places = USUAL_PLACES.get(machine.system, {}).get(engine, ())
    for root in _roots(machine):
        yield from (root / place for place in places)


def _roots(machine: Machine) -> tuple[Path, ...]:
    if machine.system == "Darwin":
        return (machine.root / "Applications", machine.home / "Applications")
    if machine.system == "Windows":
        names = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        return tuple(Path(machine.environ[name]) for name in names if machine.environ.get(name))
    return (machine.root,)
