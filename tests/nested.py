"""Runs pytest as a user does, in a process of its own, which finds most of what it imports imported.

Importing takes such a run longer than its tests. So the processes are forked from one that has imported what all of
them need, and that has done nothing else. They load the plugins that they name; that pytest finds the plugin by itself
is held by the runs of `fresh`.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest

__all__ = ["FILTERS", "SETTINGS", "Done", "run_pytest"]

# The warning is that of pytest-playwright's own `base_url` fixture.
FILTERS = """
filterwarnings =
    error
    ignore:Session-scoped fixtures defined as instance methods:pytest.PytestRemovedIn10Warning
"""
SETTINGS = f"[pytest]\naddopts = -p no:randomly -p no:cacheprovider{FILTERS}"

# By the module, for pytest takes a plugin that is named "playwright" for all of that package, which is imported.
PLUGINS = ("-p", "pytest_playwright.pytest_playwright", "-p", "hubspot_tracking")
# Not harness.plugin: what a user's run does when it loads it shall happen.
IMPORTED = ("pytest", "playwright.sync_api", "harness.hubspot", "harness.sync", "harness.audit.visit")
# The home folder is kept, for pytester moves it away and browsers may lie in it.
STEADY = {"HOME": str(Path.home()), "PYTEST_ADDOPTS": "", "PY_COLORS": "0"}
PATIENCE_S = 180

# Windows cannot fork, and waits.
_forking = "forkserver" in multiprocessing.get_all_start_methods()
_processes = multiprocessing.get_context("forkserver" if _forking else "spawn")
if _forking:
    _processes.set_forkserver_preload(list(IMPORTED))


@dataclass(frozen=True, slots=True)
class Done:
    """A run that is over."""

    status: int
    stdout: str
    stderr: str

    @property
    def outcomes(self) -> dict[str, int]:
        """How many tests had which outcome; none if it was no run."""
        return pytest.RunResult.parse_summary_nouns(self.stdout.splitlines()) if self.status in (0, 1) else {}


def run_pytest(folder: Path, *arguments: str, fresh: bool = False) -> Done:
    """Runs the tests of a folder; a `fresh` run is a command like any other, and has all plugins that are installed."""
    environ = os.environ | STEADY
    if fresh:
        return _fresh(folder, arguments, environ)
    with TemporaryDirectory() as name:
        kept = Path(name)
        command = ([*PLUGINS, *arguments], environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
        process = _processes.Process(target=_run, args=(folder, kept, *command))
        process.start()
        process.join(PATIENCE_S)
        if process.exitcode is None:
            process.kill()
            process.join()
        return Done(process.exitcode or 0, *((kept / name).read_text("utf-8") for name in ("stdout", "stderr")))


def _fresh(folder: Path, arguments: Sequence[str], environ: Mapping[str, str]) -> Done:
    done = subprocess.run(  # noqa: S603 - pytest itself, with the options of these tests
        [sys.executable, "-m", "pytest", *arguments],
        cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def _run(folder: Path, kept: Path, arguments: list[str], environ: Mapping[str, str]) -> NoReturn:
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(folder)
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(kept / name, os.O_WRONLY | os.O_CREAT), number)
    sys.exit(pytest.main(arguments))
