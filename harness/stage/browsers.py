"""Which browser to drive: one resolver for the command line, the pytest plugin and the tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

from harness.errors import BrowserError
from harness.stage.places import Engine, Machine, candidates

__all__ = [
    "KINDS",
    "OVERRIDES",
    "FoundBrowser",
    "LaunchOptions",
    "far_browser",
    "find_browser",
    "find_browsers",
    "find_headed_browser",
    "first_browser",
    "launch_options",
]

OVERRIDES: dict[Engine, str] = {"chromium": "HSTRACK_BROWSER", "firefox": "HSTRACK_FIREFOX"}
"""The environment variables that name a browser's program."""

KINDS: dict[Engine, str] = {"chromium": "Chrome, Chromium or Edge", "firefox": "Firefox"}

# Playwright's own Firefox is patched; a stock one is driven over WebDriver BiDi, which this channel selects.
STOCK_FIREFOX = "moz-firefox"
# Firefox asks a proxy for nothing that is on this machine, and settling would not see a local server's answers.
FIREFOX_PREFS = {"network.proxy.allow_hijacking_localhost": True}
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
ANSWER_S = 15.0
VERSION = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBrowser:
    """A browser that answered: engine, program, Playwright channel, how it was come by, version."""

    engine: Engine
    executable_path: str | None
    channel: str | None
    source: str
    version: str

    @property
    def only_headless(self) -> bool:
        """Whether it can show no window."""
        return "headless" in Path(self.executable_path or "").name


class LaunchOptions(TypedDict, total=False):
    """What Playwright's `launch` is given; a key that is not needed is absent."""

    executable_path: str
    channel: str
    chromium_sandbox: bool
    args: list[str]
    firefox_user_prefs: dict[str, str | float | bool]


def find_browser(engine: Engine | Literal["any"] = "chromium", path: str | None = None) -> FoundBrowser:
    """The browser to drive: `path`, else `HSTRACK_BROWSER` or `HSTRACK_FIREFOX`, else the best one of this machine.

    `any` prefers Chromium. Nothing is downloaded. Raises BrowserError when there is none, or when the named one does
    not answer.
    """
    engines: tuple[Engine, ...] = ("chromium", "firefox") if engine == "any" else (engine,)
    if path:
        return _named(engines, path, "the given path", Machine.here())
    for wanted in engines:
        if found := first_browser(wanted):
            return found
    raise BrowserError(_none_found(engines[0]))


def far_browser(engine: Engine) -> FoundBrowser:
    """A browser of another machine, of which no more is known than its engine."""
    return FoundBrowser(engine=engine, executable_path=None, channel=None, source="an endpoint", version="")


def first_browser(engine: Engine) -> FoundBrowser | None:
    """The browser that `find_browser` would choose, or None; a browser that was named and is not there still raises."""
    return next(_found(engine, Machine.here()), None)


def find_headed_browser(engine: Engine | Literal["any"] = "any") -> FoundBrowser:
    """The first browser that can show a window, of Chromium first.

    Raises BrowserError when there is none, or no screen to show it on.
    """
    machine = Machine.here()
    if machine.system == "Linux" and not any(machine.environ.get(name) for name in SCREENS):
        raise BrowserError(
            f"there is no screen to show a browser on ({' and '.join(SCREENS)} are not set); work on a desktop, or put "
            "xvfb-run -a before the command"
        )
    engines: tuple[Engine, ...] = ("chromium", "firefox") if engine == "any" else (engine,)
    headed = (found for each in engines for found in _found(each, machine) if not found.only_headless)
    if found := next(headed, None):
        return found
    kinds = " and no ".join(KINDS[each] for each in engines)
    names = " or ".join(OVERRIDES[each] for each in engines)
    raise BrowserError(f"no {kinds} that can show a window was found; install one, or set {names} to the path of one")


def find_browsers() -> list[FoundBrowser]:
    """Every browser of this machine that answers, Chromium first, the one that would be chosen first of its engine."""
    machine = Machine.here()
    return [*_found("chromium", machine), *_found("firefox", machine)]


def launch_options(found: FoundBrowser) -> LaunchOptions:
    """What to give `browser_type.launch` so that Playwright starts `found`."""
    options = LaunchOptions(args=_sandbox_args(found.engine))
    if found.engine == "chromium":
        # Playwright leaves the sandbox off unless it is asked for; pages under test are strangers' code.
        options["chromium_sandbox"] = not options["args"]
    else:
        options["firefox_user_prefs"] = dict(FIREFOX_PREFS)
    if found.executable_path:
        options["executable_path"] = found.executable_path
    if found.channel:
        options["channel"] = found.channel
    return options


def _sandbox_args(engine: Engine) -> list[str]:
    """Chromium refuses to start as root on Linux with its sandbox on."""
    as_root = Machine.here().system == "Linux" and os.geteuid() == 0
    return ["--no-sandbox"] if engine == "chromium" and as_root else []


def _found(engine: Engine, machine: Machine) -> Iterator[FoundBrowser]:
    seen: set[Path] = set()
    if override := machine.environ.get(OVERRIDES[engine]):
        named = _named((engine,), override, OVERRIDES[engine], machine)
        seen.add(Path(named.executable_path or "").resolve())
        yield named
    for candidate in candidates(engine, machine):
        answer = None if candidate.path.resolve() in seen else _ask(candidate.path)
        seen.add(candidate.path.resolve())
        if answer:
            yield _browser(engine, candidate.path, candidate.source, answer.version, machine)


def _named(engines: tuple[Engine, ...], path: str, source: str, machine: Machine) -> FoundBrowser:
    """The browser that the user named; it is used or refused, never silently replaced by another."""
    program = shutil.which(Path(path).expanduser(), path=machine.environ.get("PATH"))
    if program is None:
        raise BrowserError(f"{source} names the browser {path!r}, but no program is there; correct or remove it")
    answer = _ask(Path(program))
    if answer is None:
        raise BrowserError(f"{source} names {path!r}, which does not tell its version as a browser does; try another")
    if answer.engine not in engines:
        other = OVERRIDES[answer.engine]
        raise BrowserError(f"{source} names {path!r} for {engines[0]}, but that is {answer.engine}; name it in {other}")
    return _browser(answer.engine, Path(program), source, answer.version, machine)


def _browser(engine: Engine, program: Path, source: str, version: str, machine: Machine) -> FoundBrowser:
    stock_firefox = engine == "firefox" and not machine.downloaded(program)
    return FoundBrowser(
        engine=engine,
        executable_path=str(program),
        channel=STOCK_FIREFOX if stock_firefox else None,
        source=source,
        version=version,
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    engine: Engine
    version: str


def _ask(program: Path) -> _Answer | None:
    """What the program says it is; None if it does not run, as with missing libraries or Ubuntu's empty wrappers."""
    text = _version_beside(program) if program.suffix == ".exe" else _version_said(program)
    version = VERSION.search(text)
    return _Answer("firefox" if "Mozilla" in text else "chromium", version[0]) if version else None


def _version_said(program: Path) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the user's own browser
            [program, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=ANSWER_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")


def _version_beside(program: Path) -> str:
    """On Windows `--version` opens a window instead; the version is in the names or texts beside the program."""
    ini = program.with_name("application.ini")
    if ini.is_file():
        return "Mozilla " + ini.read_text(encoding="utf-8", errors="replace").partition("\nVersion=")[2]
    names = (path.name.removesuffix(".manifest") for path in program.parent.iterdir())
    return max((name for name in names if VERSION.fullmatch(name)), key=_numbers, default="")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _none_found(engine: Engine) -> str:
    option = " --firefox" if engine == "firefox" else ""
    silent = ", ".join(dict.fromkeys(str(each.path) for each in candidates(engine, Machine.here())))
    found = f"was found that runs ({silent} told no version within {ANSWER_S:g} s)" if silent else "was found"
    return (
        f"no {KINDS[engine]} {found}; let `hstrack browsers{option}` install one (as root on Debian it can also use "
        f"the distribution's), install one yourself, or set {OVERRIDES[engine]} to the path of one"
    )
