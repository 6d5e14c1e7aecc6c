"""What the fixture adds to a test: `python -m benchmarks.plugin --tests 60`.

The same tests (open a page of a server on this machine, look at its title) run under pytest-playwright without and
with the fixture `hubspot`, in one pytest process, in turns; pytest's own durations of set-up, call and tear-down are
added up for each test. Also measured: how long `import harness` and `hstrack --help` take, beside an empty Python and
what loads when others are imported.

Exit status 1 when a median exceeds what is wanted.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import get_args

import pytest

from benchmarks._peers import installed, started
from benchmarks._result import Figure, Subject
from harness.stage.places import Engine

MOST_ADDED_MS = 10.0
EMPTY = [sys.executable, "-c", ""]
PLAYWRIGHT = [sys.executable, "-c", "import playwright.sync_api"]
STARTS = {
    "import harness": (150.0, [sys.executable, "-c", "import harness"]),
    "hstrack --help": (200.0, [sys.executable, "-m", "harness", "--help"]),
}
PEERS = {"crawlee": "crawlee", "Lighthouse": "lighthouse", "Blacklight": "@themarkup/blacklight-collector"}
START_ROUNDS = 9
START_WHY = "about 150 modules are loaded, Playwright not among them; next is to load those of hits when one comes"
PEER_ROUNDS = 3
WARM_UP = 3
TESTS = """
import pytest

@pytest.fixture(scope="session")
def server():
    import http.server, threading
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = b"<!doctype html><title>page</title>"
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        def log_message(self, *args):
            pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
"""
PAIR = """
def test_{number}_plain(page, server):
    page.goto(server)
    assert page.title() == "page"

def test_{number}_tapped(page, hubspot, server):
    page.goto(server)
    assert page.title() == "page"
"""


class Durations:
    """A pytest plugin that adds up how long each test took, in milliseconds."""

    def __init__(self) -> None:
        self.by_test: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep a phase of a test."""
        assert report.passed, report.longreprtext
        self.by_test[report.nodeid] = self.by_test.get(report.nodeid, 0.0) + report.duration * 1000


def durations(tests: int, engine: Engine) -> tuple[list[float], list[float]]:
    """How long the plain and the tapped tests took."""
    seen = Durations()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "test_pairs.py"
        file.write_text(TESTS + "".join(PAIR.format(number=number) for number in range(tests + WARM_UP)))
        options = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-W", "ignore", "--browser", engine]
        pytest.main([str(file), "--rootdir", folder, "-c", "/dev/null", *options], plugins=[seen])
    times = list(seen.by_test.values())[2 * WARM_UP :]
    return times[::2], times[1::2]


def start_ms(command: list[str]) -> float:
    """The median time of a command, in milliseconds."""
    times = []
    for _ in range(START_ROUNDS):
        begun = perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own commands
        times.append((perf_counter() - begun) * 1000)
    return median(times)


def subject(tests: int, engine: Engine) -> Subject:
    """The fixture and the start, beside bare Playwright."""
    plain, tapped = durations(tests, engine)
    added = median(b - a for a, b in zip(plain, tapped, strict=True))
    test = Figure(
        what="a test of one page",
        unit="ms",
        own=median(plain) + added,
        floor=median(plain),
        wanted=median(plain) + MOST_ADDED_MS,
        why="Playwright's proxy, binding and script take half of what is added, were the script empty, and a spy of "
        "half the length was no faster; next is a binding that costs less",
    )
    starts = [
        Figure(what=name, unit="ms", own=start_ms(command), floor=start_ms(EMPTY), wanted=most, why=START_WHY)
        for name, (most, command) in STARTS.items()
    ]
    missing = installed()
    loaded = {name: None if missing else started(module, PEER_ROUNDS) for name, module in PEERS.items()}
    floor = start_ms(PLAYWRIGHT)
    with_playwright = Figure(
        what="package imported",
        unit="ms",
        own=starts[0].own,
        floor=floor,
        peers=loaded,
        why="it is less than the floor",
    )
    remarks = (
        f"{tests} tests under pytest-playwright, with and without `hubspot`; a start is the median of {START_ROUNDS}.",
        "The floor of `import harness` and `hstrack --help` is an empty Python, that of the last line the import of "
        "Playwright alone; peers are imported by Node.js.",
        *((f"The peers could not be had: {missing}.",) if missing else ()),
    )
    return Subject(title="Fixture and start", remarks=remarks, figures=(test, *starts, with_playwright))


def measure(*, quick: bool) -> Subject:
    """For the page of all benchmarks."""
    return subject(20 if quick else 60, "chromium")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tests", type=int, default=60)
    parser.add_argument("--browser", choices=get_args(Engine), default="chromium")
    given = parser.parse_args()
    sys.exit(subject(given.tests, given.browser).print())
