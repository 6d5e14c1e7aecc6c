"""What a failed test adds to pytest's reports: its timelines, and where its evidence is.

pytest-html and Allure get the same where they are installed and have been asked for a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.attachments import attach_file, attach_text
from harness.errors import EvidenceError
from harness.workbench import Workbench

if TYPE_CHECKING:
    from harness.hubspot_api import HubspotApi

__all__ = ["FOLDER", "Reporting", "tell_calls", "unkept"]

FOLDER = pytest.StashKey[Path]()
"""The folder that pytest-playwright's `output_path` names for a test."""

TIMELINE = re.compile("^timeline", re.MULTILINE)
LONGEST_ATTACHED = 1_000
"""Entries of a timeline that stand in an attachment, which nobody has to scroll past."""

TRACKING = "HubSpot tracking"
SERVERS = "HubSpot server APIs"
# pytest prints the sections of a teardown that passed below the failure before it, if their name says teardown.
KEPT = "HubSpot evidence (teardown)"
UNKEPT = "HubSpot evidence was not kept (teardown)"


@dataclass(slots=True)
class _Story:
    """What one test has told so far."""

    failed: bool = False
    told: bool = False


_STORY = pytest.StashKey[_Story]()


class Reporting:
    """Completes pytest's reports by what the tapped contexts of a test have captured."""

    def __init__(self, config: pytest.Config, bench: Workbench) -> None:
        self._config = config
        self._bench = bench
        self._keeps = bench.options["evidence"]

    def tell(self, item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
        """Complete the report of one phase; a test's timelines are told once, with the failure that came first."""
        story = item.stash.setdefault(_STORY, _Story())
        story.failed |= report.failed
        if report.failed and call.excinfo and not story.told:
            story.told = True
            self._tell_timelines(report, is_told=bool(TIMELINE.search(_text_of(call.excinfo.value))))
        if report.when == "teardown":
            if self._keeps == "on" or (self._keeps == "retain-on-failure" and story.failed):
                self._keep(item, report)
            # Only now: on closing, pages send their last hits. The item itself may run again.
            self._bench.clear()
            del item.stash[_STORY]

    def _tell_timelines(self, report: pytest.TestReport, *, is_told: bool) -> None:
        from harness.audit.emails import Masker
        from harness.expect.trace import trace

        timelines = self._bench.timelines()
        for number, timeline in enumerate(timelines, 1):
            name = f"{TRACKING}, context {number}" if len(timelines) > 1 else TRACKING
            if not is_told:
                _add_section(report, name, trace(timeline))
            # Unlike what is on a screen, an attachment is a file that others are given.
            attach_text(self._config, report, name, Masker()(trace(timeline, longest=LONGEST_ATTACHED)))

    def _keep(self, item: pytest.Item, report: pytest.TestReport) -> None:
        from harness.keeping import keep

        try:
            files = keep(item.stash[FOLDER], self._bench.visits(item.nodeid)) if FOLDER in item.stash else ()
        except EvidenceError as error:
            _add_section(report, UNKEPT, str(error))
            return
        if files:
            names = [self._shown(file) for file in files]
            _add_section(report, KEPT, "\n".join(names))
            report.user_properties += [("hubspot_evidence", name) for name in names]
        for file in files:
            attach_file(self._config, report, file.name, file)

    def _shown(self, file: Path) -> str:
        """A file as the user would name it where pytest was started."""
        here = self._config.invocation_params.dir
        return str(file.relative_to(here) if file.is_relative_to(here) else file)


def tell_calls(api: HubspotApi, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
    """A test that failed for another reason shows the calls of the server APIs."""
    if report.failed and call.excinfo and api.calls and not TIMELINE.search(_text_of(call.excinfo.value)):
        _add_section(report, SERVERS, api.told())


def unkept(reports: Iterable[object]) -> str:
    """A line for the end of a run that could not keep the evidence of some tests; empty for any other run."""
    told = [text for report in reports for name, text in getattr(report, "sections", ()) if name == UNKEPT]
    tests = f"{len(told)} test{'s' * (len(told) > 1)}"
    return f"that of {tests} was not kept: {told[0].rstrip()}" if told else ""


def _add_section(report: pytest.TestReport, name: str, text: str) -> None:
    # pytest-html lets the next section begin where the last one ends.
    report.sections.append((name, f"{text}\n"))


def _text_of(error: BaseException) -> str:
    """An error's text; that of a group (soft failures) is the text of all its errors."""
    return "\n".join(map(_text_of, error.exceptions)) if isinstance(error, BaseExceptionGroup) else str(error)
