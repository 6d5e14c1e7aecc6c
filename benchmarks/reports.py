"""Reports on every sample site, in every format, held against what says how the format must be.

    python -m benchmarks.reports [SITE ...]

Each site and each of its variants is visited once in Chromium, judged, printed in every format, and validated: JSON by
docs/report.schema.json, SARIF by the schema of OASIS, JUnit's XML by the schema that Jenkins reads it by, CSV by a
strict reader of RFC 4180, GitHub's annotations and Markdown by their grammar. HTML is parsed, and opened in a browser:
axe-core finds no obstacle in light and in dark, no box lies upon another or is wider than a phone, a tablet and a desk,
and nothing is thrown, refused or asked for.

Exit status 1 when something does not hold; 2 when no browser or no package can be had.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from benchmarks._ground import print_table
from harness.audit.emails import Masker
from harness.audit.registry import catalogue
from harness.audit.run import judge
from harness.errors import HarnessError
from harness.report.build import report_of
from harness.report.model import Report
from harness.report.registry import format_named, format_names
from harness.stage.browsers import find_browser, launch_options
from tests.report.looking import misfits, obstacles
from tests.report.npm import fetched
from tests.report.validating import faults, sarif_faults
from tests.sites.visiting import SITES, Visits, settings

Faults = list[str]


def reports(names: Sequence[str]) -> Iterator[tuple[str, Report | str]]:
    """A report on each of these sites, from one visit, or why there is none."""
    rules = catalogue()
    with Visits() as visits:
        for name in names:
            try:
                (visit,) = visits.of([name], "chromium").values()
            except (AssertionError, HarnessError) as error:
                yield name, f"the visit is not as it should be: {error}"
            else:
                yield name, report_of(judge([visit], rules, settings(name)), Masker())


class Validators:
    """All that reports are held against, and how long each format took."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.view = browser.new_page()
        self.folder = folder
        self.axe, self.sarif = _package("axe-core"), _package("@microsoft/jest-sarif")
        self.spent = dict.fromkeys((*format_names(), "html in a browser"), 0.0)
        self.heard: Faults = []
        self.view.on("pageerror", lambda error: self.heard.append(f"html: it throws {error}"))
        self.view.on("console", lambda message: self.heard.append(f"html: the browser says {message.text}"))
        self.view.on("requestfinished", self._asked)

    def faults(self, report: Report) -> Faults:
        """What is wrong with a report in any format."""
        told = [fault for name in format_names() for fault in self._format(name, report)]
        begun = perf_counter()
        told += self._opened()
        self.spent["html in a browser"] += perf_counter() - begun
        return told

    def _format(self, name: str, report: Report) -> Faults:
        begun = perf_counter()
        text = format_named(name).render(report)
        told = faults(name, text, report)
        if name == "sarif":
            told += sarif_faults(text, self.sarif)
        if name == "html":
            (self.folder / "report.html").write_text(text, encoding="utf-8")
        self.spent[name] += perf_counter() - begun
        return told

    def _opened(self) -> Faults:
        self.heard.clear()
        self.view.goto((self.folder / "report.html").as_uri())
        told = [f"html: {each}" for each in (*obstacles(self.view, self.axe), *misfits(self.view))]
        return [*told, *self.heard]

    def _asked(self, request: object) -> None:
        url = getattr(request, "url", "")
        if not url.endswith("/report.html"):
            self.heard.append(f"html: it asks for {url[:200]}")


def _package(name: str) -> Path:
    there = fetched(name)
    if isinstance(there, str):
        raise HarnessError(there)
    return there


def main(names: Sequence[str]) -> int:
    """Validate all reports on these sites, and print what was found."""
    wrong: Faults = []
    made: list[Report] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(find_browser("chromium")))
        validators = Validators(browser, Path(folder))
        for name, report in reports(names):
            made += [] if isinstance(report, str) else [report]
            told = [report] if isinstance(report, str) else validators.faults(report)
            wrong += (lines := [f"{name}: {fault}" for fault in told])
            print("\n".join(lines) or f"{name}: every format is as it should be", flush=True)
        browser.close()
    print_table(("format", "printed and validated in"), [(name, f"{s:.1f} s") for name, s in validators.spent.items()])
    findings = sum(len(report.findings) for report in made)
    documents = len(made) * len(format_names())
    print(f"{len(made)} sites and variants, {findings} findings, {documents} documents, {len(wrong)} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="*", metavar="SITE", help="these alone, with their variants; else all")
    asked = parser.parse_args().sites
    try:
        sys.exit(main([name for name in SITES if not asked or name in asked or name.partition("/")[0] in asked]))
    except HarnessError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
