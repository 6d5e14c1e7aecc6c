"""What the harness saves over plain Playwright: `python -m benchmarks.before_after --rounds 3`.

Runs both versions of the nine claims of docs/before-after.md against the same sites, in turns, each in a pytest of its
own, and prints lines of code and run time with their ratio.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks._result import Figure, Subject

PAGE = Path(__file__).parents[1] / "docs" / "before-after.md"
VERSIONS = ("plain", "harness")
SHARED = "shared"
BLOCK = re.compile(r"^<!-- (plain|harness): ([^\n]+) -->\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

# A plain test has no fixture that listens; it needs the sites and the tracking code all the same, as a team has them on
# a server. They are served by the same means, so that run times can be compared.
CONFTEST = """
import msgspec
import pytest

from harness import Surroundings, Tap
from harness.stage.site import load_site, site_folder
from harness.tracker.config import PortalConfig


@pytest.fixture(scope="session")
def server():
    with Tap() as tap:
        yield tap


@pytest.fixture
def context(browser, server, request):
    given = request.node.get_closest_marker("hubspot").kwargs
    site = load_site(site_folder(given["site"]))
    portal = msgspec.convert({**msgspec.to_builtins(site.portal), **given.get("portal", {})}, PortalConfig)
    context = browser.new_context(**server.context_args(Surroundings(site=site, portal=portal)))
    yield context
    context.close()
"""


def sources() -> dict[str, dict[str, str]]:
    """Version -> claim -> code, the shared lines under `shared`."""
    found: dict[str, dict[str, str]] = {version: {} for version in VERSIONS}
    for version, claim, code in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        found[version][claim] = code
    return found


def write_files(folder: Path) -> None:
    """A folder for each version, with its test file."""
    for version, codes in sources().items():
        (folder / version).mkdir()
        (folder / version / f"test_{version}.py").write_text("\n\n".join(codes.values()), encoding="utf-8")
    (folder / "plain" / "conftest.py").write_text(CONFTEST, encoding="utf-8")


def count(code: str) -> int:
    """Lines that are not blank."""
    return sum(bool(line.strip()) for line in code.splitlines())


def line_table() -> str:
    """The page's table: lines of each claim, of what is shared, and of all."""
    plain, harness = (sources()[version] for version in VERSIONS)
    rows = [(claim, count(plain[claim]), count(harness[claim])) for claim in plain if claim != SHARED]
    rows.append(("shared lines", count(plain[SHARED]), count(harness[SHARED])))
    rows.append(("all", sum(before for _, before, _ in rows), sum(after for _, _, after in rows)))
    head = "| claim | plain | harness |\n| --- | --- | --- |\n"
    return head + "".join(f"| {claim} | {before} | {after} |\n" for claim, before, after in rows)


def run_s(version: str, folder: Path) -> float:
    """How long the tests of a version take, start and browser included."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-W", "ignore"]
    begun = perf_counter()
    subprocess.run([*command, "-c", "/dev/null", version], cwd=folder, check=True, capture_output=True)  # noqa: S603 - our own
    return perf_counter() - begun


def subject(rounds: int) -> Subject:
    """Both versions, in turns."""
    with tempfile.TemporaryDirectory() as name:
        write_files(Path(name))
        times = [[run_s(version, Path(name)) for version in VERSIONS] for _ in range(rounds)]
    plain, harness = (median(column) for column in zip(*times, strict=True))
    before, after = (sum(map(count, codes.values())) for codes in sources().values())
    figures = (
        Figure(
            what="run time of the suite",
            unit="s",
            own=harness,
            floor=plain,
            why="absence is judged after settling; next is to settle less where nothing moved",
        ),
        Figure(what="code", unit="lines", own=after, floor=before),
    )
    remarks = (
        f"The nine claims of [before and after](before-after.md) as a suite; turns of both: {rounds}.",
        "The floor is the same claims in plain Playwright, which waits with `expect_request`.",
    )
    return Subject(title="A suite", remarks=remarks, figures=figures)


def measure(*, quick: bool) -> Subject:
    """For the page of all benchmarks."""
    return subject(1 if quick else 3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    sys.exit(subject(parser.parse_args().rounds).print())
