"""Runs tests with each Python and each Playwright, and writes docs/compatibility.md: `python -m benchmarks.matrix`.

Each has an environment of its own in build/matrix, made by uv from requirements.lock. With each Python everything is
imported and the tests without a browser run; with each Playwright the plugin's tests run in Chromium, and a part of
them in Firefox. A Python that is not on the machine is fetched by uv where it can; where it cannot, types and packages
are looked at for that version, and no test has run. `--only 3.12` repeats one row.

Exit status 1 when a test failed with a version that is said to be supported.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import msgspec

from benchmarks._ground import markdown_table

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "matrix"
KEPT = FOLDER / "rows.json"
PAGE = ROOT / "docs" / "compatibility.md"

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLAYWRIGHTS = ("1.62.0", "1.63.0", "1.64.1", "1.65.2")
BEYOND = ("1.65.2",)
"""Not supported; tried, so that it is known what would not work."""
BASE = "3.11"
IMPORTS = (
    "import pkgutil, importlib, harness; "
    "[importlib.import_module(m.name) for m in pkgutil.walk_packages(harness.__path__, 'harness.') "
    "if not m.name.endswith('__main__') and '._sites' not in m.name]"
)
PURE = ("-m", "not browser", "tests/wire", "tests/expect", "tests/plan", "tests/audit", "tests/report", "tests/tracker")
CHROMIUM = ("-m", "browser", "--browser", "chromium", "tests/plugin")
FIREFOX = ("-m", "browser", "--browser", "firefox", "tests/plugin/test_fixtures.py")
COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped)\b")
RUN_S = 3600
HEAD = """# Compatibility

What was run with which Python and which Playwright; `make matrix` runs it anew and writes this page.

"""
FOOT = """
Tests without a browser are those of `tests/wire`, `expect`, `plan`, `audit`, `report` and `tracker`.
In Chromium run the browser tests of `tests/plugin`, in Firefox those of `tests/plugin/test_fixtures.py`.
A Python that a machine lacks can be that of another Debian, in a folder (`debootstrap`, `chroot`).
Python 3.11 is the oldest that is supported, for the code uses `asyncio.TaskGroup` and `datetime.UTC`.
Playwright is pinned below 1.65, which asks for a newer Firefox than the ESR of Linux distributions.
"""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one version."""

    python: str
    playwright: str
    did: tuple[str, ...]
    failed: bool
    at: datetime
    took_s: float


class Done(msgspec.Struct, frozen=True):
    """A command that has ended."""

    status: int
    printed: str


def run(*command: str | Path) -> Done:
    """Run a command to its end in the project's folder."""
    done = subprocess.run(  # noqa: S603 - our own commands
        list(map(str, command)), cwd=ROOT, check=False, capture_output=True, text=True, timeout=RUN_S
    )
    return Done(done.returncode, done.stdout + done.stderr)


def uv(*arguments: str | Path) -> Done:
    """Run uv, which makes environments and finds Pythons."""
    return run(shutil.which("uv") or sys.exit("this needs uv; see https://docs.astral.sh/uv/"), *arguments)


def environment(name: str, python: str, *more: str) -> Path | str:
    """The interpreter of an environment with all locked packages, and with more; or why there is none."""
    place = FOLDER / name
    interpreter = place / "bin" / "python"
    into = ("pip", "install", "--quiet", "--python", interpreter)
    steps: list[tuple[str | Path, ...]] = [
        ("venv", "--quiet", "--clear", "--python", python, place),
        (*into, "--require-hashes", "-r", "requirements.lock"),
        *([(*into, "--no-deps", *more)] if more else []),
        (*into, "--no-deps", "--no-build-isolation", "--editable", "."),
    ]
    for step in steps:
        if (done := uv(*step)).status:
            return next((line.strip() for line in done.printed.splitlines() if "error" in line.lower()), "uv failed")
    return interpreter


def with_python(version: str) -> Row:
    """Everything imported, and the tests without a browser."""
    begun = perf_counter()
    python = environment(f"python-{version}", version)
    if isinstance(python, str):
        return _row(version, "locked", begun, *looked_at(version))
    exact = run(python, "--version").printed.split()[-1]
    imports = run(python, "-W", "error::SyntaxWarning", "-c", IMPORTS)
    tests = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *PURE)
    (FOLDER / f"python-{version}.log").write_text(imports.printed + tests.printed, encoding="utf-8")
    did = (f"every module imported: {'no' if imports.status else 'yes'}", f"without a browser: {_counts(tests)}")
    return _row(exact, "locked", begun, did, bool(imports.status or tests.status))


def looked_at(version: str) -> tuple[tuple[str, ...], bool]:
    """What can be said of a Python that is not here: whether types and packages are."""
    types = run(sys.executable, "-m", "mypy", "--python-version", version)
    where = ("--python-version", version, "--only-binary", ":all:", "--target", FOLDER / "nowhere", "--dry-run")
    packages = uv("pip", "install", "--quiet", "--require-hashes", "-r", "requirements.lock", *where)
    told = ("no", "yes")
    return (
        "no test has run: this Python could not be had",
        f"types hold for it: {told[not types.status]}",
        f"every locked package has a wheel for it: {told[not packages.status]}",
    ), False


def with_playwright(version: str) -> Row:
    """The plugin's tests, in both browsers."""
    begun = perf_counter()
    python = environment(f"playwright-{version}", BASE, f"playwright=={version}")
    if isinstance(python, str):
        return _row(BASE, version, begun, (f"could not be installed: {python}",), failed=version not in BEYOND)
    suites = {"Chromium": CHROMIUM, "Firefox": FIREFOX}
    ran = {name: run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *what) for name, what in suites.items()}
    did = tuple(f"{name}: {_counts(done)}" for name, done in ran.items())
    for name, done in ran.items():
        (FOLDER / f"playwright-{version}-{name}.log").write_text(done.printed, encoding="utf-8")
    failed = version not in BEYOND and any(done.status for done in ran.values())
    return _row(run(python, "--version").printed.split()[-1], version, begun, did, failed)


def _row(python: str, playwright: str, begun: float, did: tuple[str, ...], failed: bool) -> Row:
    took_s = perf_counter() - begun
    return Row(python=python, playwright=playwright, did=did, failed=failed, at=datetime.now(UTC), took_s=took_s)


def _counts(done: Done) -> str:
    """How many passed and failed, by pytest's last line."""
    last = (done.printed.strip().splitlines() or [""])[-1]
    found = COUNTS.findall(last)
    return ", ".join(f"{number} {what}" for number, what in found) or f"no test ran (status {done.status})"


def page(rows: Sequence[Row]) -> str:
    """The page."""
    lines = [
        (row.python, row.playwright, "; ".join(row.did), f"{row.at:%Y-%m-%d}", f"{row.took_s:.0f} s") for row in rows
    ]
    return HEAD + markdown_table(("Python", "Playwright", "what ran", "on", "took"), lines) + FOOT


def main(only: Sequence[str]) -> int:
    """Run, keep, and write the page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = msgspec.json.decode(KEPT.read_bytes(), type=dict[str, Row]) if KEPT.is_file() else {}
    known = dict.fromkeys(PYTHONS, with_python) | dict.fromkeys(PLAYWRIGHTS, with_playwright)
    for version in only or known:
        kept[version] = known[version](version)
        print(f"{version}: {'; '.join(kept[version].did)}", flush=True)
        KEPT.write_bytes(msgspec.json.encode(kept))
        PAGE.write_text(page([kept[each] for each in known if each in kept]), encoding="utf-8")
    return int(any(row.failed for row in kept.values()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", choices=(*PYTHONS, *PLAYWRIGHTS), action="append", default=[])
    sys.exit(main(parser.parse_args().only))
