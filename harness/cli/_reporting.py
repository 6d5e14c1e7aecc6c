"""From visits to a report and an exit code, as the options of a verb say."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from harness.cli._colour import wants_colour
from harness.errors import ConfigError, EvidenceError, UsageError

if TYPE_CHECKING:
    from harness.audit.config import AuditConfig
    from harness.audit.finding import Severity
    from harness.audit.rule import Rule
    from harness.audit.visit import Visit
    from harness.report.baseline import Baseline
    from harness.report.build import GrowingReport
    from harness.report.model import Report
    from harness.report.registry import Format

__all__ = ["CLEAN", "COULD_NOT_RUN", "FOUND", "Reporting", "exit_code", "write"]

CLEAN, FOUND, COULD_NOT_RUN = 0, 1, 2

ACCEPTED_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """What a user wants of a report: which formats and where, by which rules, against which baseline."""

    formats: tuple[str, ...] = ()
    as_json: bool = False
    output: str | None = None
    show_identities: bool = False
    rule_files: tuple[Path, ...] = ()
    since: Path | None = None
    fail_on: Severity | None = None
    baseline: Path | None = None
    update_baseline: bool = False
    reason: str | None = None
    expires: datetime | None = None
    usual: str = "text"

    def check(self) -> None:
        """Tell what is wrong with options, configuration and baseline before anything is visited."""
        self._faces()
        self._settings()
        if self.update_baseline and not (self.baseline and self.reason):
            raise UsageError("--update-baseline needs --baseline FILE and --reason TEXT; say where, and why it is fine")
        self._accepted()

    def leave_stdout(self) -> None:
        """Raises UsageError when a report goes to standard output, which something else needs for itself."""
        if any(file is None for _, file in self._faces()):
            raise UsageError("evidence and report cannot share standard output; name a file, such as -o report.html")

    def tell(self, visits: Iterable[Visit], problems: Iterable[str] = ()) -> Report:
        """Judge visits, print the report wherever it is wanted, and give it back."""
        return self.told(self.judged(visits, problems))

    def told(self, report: Report) -> Report:
        """Print a report wherever it is wanted, and give it back as it was printed."""
        shown = self.compared(self._measured(replace(report, fail_on=self._fail_on())))
        self.show(shown)
        return shown

    def compared(self, report: Report) -> Report:
        """The report with what is other than in the older one, if one is named."""
        if self.since is None:
            return report
        from harness.report.diff import changes_between

        return replace(report, changes=changes_between(self.read([self.since]), report))

    def judged(self, visits: Iterable[Visit], problems: Iterable[str] = ()) -> Report:
        """The report on visits, by all rules and this folder's configuration."""
        growing = self.begun()
        for visit in visits:
            growing.add(visit)
        return replace(growing.report(problems), fail_on=self._fail_on())

    def begun(self) -> GrowingReport:
        """A report that visits are added to, by all rules and this folder's configuration."""
        from harness.audit.emails import Masker
        from harness.report.build import GrowingReport

        rules, config = self._settings()
        return GrowingReport(rules, config, str if self.show_identities else Masker())

    def _fail_on(self) -> Severity:
        return self.fail_on or self._settings()[1].fail_on

    def read(self, files: Iterable[Path]) -> Report:
        """The report of saved files: of one report in JSON, or of evidence, judged by the rules of today."""
        from harness.audit.evidence import read_evidence

        named = tuple(files)
        if len(named) == 1 and (report := _saved_report(named[0])):
            return report
        loaded = [read_evidence(file) for file in named]
        visits = (visit for each in loaded for visit in each.visits)
        return self.judged(visits, [problem for each in loaded for problem in each.problems])

    def show(self, report: Report) -> None:
        """Print the report in each format that is wanted."""
        for form, file in self._faces():
            if form.name == "text" and file is None and wants_colour():
                from harness.report.formats.text import render

                write(render(report, colour=True), None)
            else:
                write(form.render(report), file)
            if form.name == "github":
                _tell_job(report)

    @property
    def prints_text(self) -> bool:
        """Whether standard output gets the text for people."""
        return any(form.name == "text" and file is None for form, file in self._faces())

    def _faces(self) -> list[tuple[Format, str | None]]:
        """Each format with its file, None for standard output."""
        from harness.report.registry import format_for_file, format_named

        named = [each.partition("=") for each in (*self.formats, *["json"] * self.as_json)]
        alone = [name for name, sign, _ in named if not sign]
        output = None if self.output in (None, "-") else self.output
        if len(alone) > 1:
            raise UsageError(f"{' and '.join(alone)} cannot both go to {output or 'standard output'}; say NAME=FILE")
        by_ending = format_for_file(output) if output and not alone else None
        first = by_ending or format_named(alone[0] if alone else self.usual)
        beside = [(format_named(name), None if file == "-" else file) for name, sign, file in named if sign]
        faces = [(first, output), *beside]
        for _, file in faces:
            if file is not None and not Path(file).absolute().parent.is_dir():
                raise UsageError(f"{file}: the report cannot be written there; its folder does not exist")
        return faces

    def _settings(self) -> tuple[tuple[Rule, ...], AuditConfig]:
        from harness.audit.config import load_config
        from harness.audit.registry import catalogue

        config = load_config(Path())
        rules = catalogue(self.rule_files)
        config.check(rules)
        return rules, config

    def _measured(self, report: Report) -> Report:
        if self.baseline is None:
            return report
        from harness.report.baseline import baseline_text, measured, renewed

        today, accepted = datetime.now(UTC).date(), self._accepted()
        if self.update_baseline:
            until = self.expires.date() if self.expires else today + ACCEPTED_FOR
            accepted = renewed(report, accepted, today, self.reason or "", _not_before(today, until))
            write(baseline_text(accepted), str(self.baseline))
        return measured(report, accepted, today)

    def _accepted(self) -> Baseline:
        from harness.report.baseline import Baseline, parse_baseline

        if self.baseline is None or (self.update_baseline and not self.baseline.exists()):
            return Baseline()
        try:
            return parse_baseline(self.baseline.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not UTF-8"
            fix = "--update-baseline --reason TEXT makes one"
            raise ConfigError(f"{self.baseline}: the baseline cannot be read ({why}); {fix}") from None
        except ConfigError as error:
            raise ConfigError(f"{self.baseline}: {error}") from None


def exit_code(report: Report) -> int:
    """0 clean, 1 found something that fails, 2 something could not be visited or judged."""
    if report.problems or report.of("crashed"):
        return COULD_NOT_RUN
    return FOUND if any(map(report.fails, report.findings)) else CLEAN


def write(text: str, file: str | None, *, mode: Literal["w", "a"] = "w") -> None:
    """Print to standard output, or write to a file; UsageError when it cannot be written."""
    if file is None:
        click.echo(text, nl=False)
        return
    try:
        # What a format ends its lines with is its own business.
        with Path(file).open(mode, encoding="utf-8", newline="") as opened:
            opened.write(text)
    except OSError as error:
        raise UsageError(f"{file}: the report cannot be written ({error.strerror}); name another file") from None


def _tell_job(report: Report) -> None:
    """Add a summary to the page of a GitHub Actions job, where this runs in one."""
    from harness.report.formats.markdown import render

    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        write(render(report), summary, mode="a")


def _saved_report(file: Path) -> Report | None:
    """The report in a file, None when it holds anything else."""
    from harness.report.formats.json import parse_report

    try:
        text = file.read_bytes()
    except OSError as error:
        raise EvidenceError(f"{file}: cannot be read ({error.strerror}); name a report or evidence") from None
    if b'"hstrack-report"' not in text[:200]:
        return None
    try:
        return parse_report(text)
    except EvidenceError as error:
        raise EvidenceError(f"{file}: {error}") from None


def _not_before(today: date, until: date) -> date:
    if until < today:
        raise UsageError(f"--expires {until} is past; name a day to come")
    return until
