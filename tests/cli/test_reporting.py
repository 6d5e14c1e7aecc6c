"""What the verbs that report share: formats, files, baselines, changes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.audit.evidence import save_visits
from harness.audit.rules.page_views.first_view_counted_twice import first_view_counted_twice
from harness.audit.testing import page, page_view, push, visit
from harness.audit.visit import Visit
from harness.cli.main import cli

DOUBLE = visit(page("/"), page_view("/"), push("trackPageView", source="app.js:14 routeChanged"), page_view("/"))
CLEAN = visit(page("/"), page_view("/"))


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in, with evidence of a clean and of a faulty visit; the catalogue has one rule."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("harness.audit.registry.rules_of_package", lambda _: iter([first_view_counted_twice]))
    save(tmp_path / "double.json", DOUBLE)
    save(tmp_path / "clean.json", CLEAN)
    return tmp_path


def save(file: Path, case: Visit) -> None:
    """Write a visit as a browser would have sent it."""
    sent = tuple(replace(hit, request=None) for hit in case.hits)
    save_visits(file, [replace(case, hits=sent)], show_identities=True)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def refused(*arguments: str) -> str:
    """What is told instead of running."""
    return str(run(*arguments).exception)


def test_formats_go_to_files_beside_the_text(project: Path) -> None:
    done = run("judge", "double.json", "--format", "csv=a.csv", "--format", "junit=a.xml")

    assert (done.exit_code, done.output.splitlines()[0]) == (1, "first-visit of https://www.acme.test/")
    assert (project / "a.csv").read_bytes().count(b"\r\n") == 2
    assert (project / "a.xml").read_text().startswith("<?xml")


@pytest.mark.parametrize(
    ("options", "first"),
    [
        pytest.param(("--format", "github"), "hstrack: 1 error", id="named"),
        pytest.param(("--format", "markdown", "-o", "-"), "## HubSpot tracking: 1 error", id="to standard output"),
        pytest.param(("--json",), "{", id="json"),
    ],
)
def test_one_format_goes_to_standard_output(options: tuple[str, ...], first: str) -> None:
    assert run("judge", "double.json", *options).output.splitlines()[0] == first


def test_the_ending_of_a_file_says_the_format(project: Path) -> None:
    done = run("judge", "double.json", "-o", "report.sarif")

    assert (done.output, json.loads((project / "report.sarif").read_text())["version"]) == ("", "2.1.0")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(
            ("--format", "csv", "--json"), "csv and json cannot both go to standard output; say NAME=FILE", id="two"
        ),
        pytest.param(("--format", "pdf"), "there is no report format 'pdf'", id="unknown"),
        pytest.param(
            ("--format", "csv=no/a.csv"),
            "no/a.csv: the report cannot be written there; its folder does not exist",
            id="no folder",
        ),
        pytest.param(("--update-baseline",), "--update-baseline needs --baseline FILE and --reason TEXT", id="no why"),
        pytest.param(("--baseline", "b.toml"), "b.toml: the baseline cannot be read (No such file", id="no baseline"),
        pytest.param(("--baseline", "double.json"), "double.json: is not a baseline of hstrack", id="another file"),
        pytest.param(("--since", "none.json"), "none.json: cannot be read", id="nothing older"),
        pytest.param(
            ("--baseline", "b.toml", "--update-baseline", "--reason", "x", "--expires", "2020-01-01"),
            "--expires 2020-01-01 is past; name a day to come",
            id="past",
        ),
    ],
)
def test_what_cannot_be_printed_is_one_sentence(options: tuple[str, ...], told: str) -> None:
    assert refused("judge", "double.json", *options).startswith(told)


def test_a_github_job_gets_a_summary(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "summary.md").write_text("# Mine\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    run("judge", "double.json", "--format", "github")

    assert (project / "summary.md").read_text().startswith("# Mine\n## HubSpot tracking: 1 error\n")


def test_what_a_baseline_accepts_does_not_fail() -> None:
    made = run("judge", "double.json", "--baseline", "b.toml", "--update-baseline", "--reason", "the router changes")
    again = run("judge", "double.json", "--baseline", "b.toml")

    assert (made.exit_code, again.exit_code) == (0, 0)
    assert "nothing new found, 1 finding accepted" in again.output
    assert "ACCEPTED\n  first-view-counted-twice: https://www.acme.test/ (the router changes; until" in again.output


def test_what_is_accepted_without_need_is_told() -> None:
    run("judge", "double.json", "--baseline", "b.toml", "--update-baseline", "--reason", "x", "--expires", "2999-01-01")
    done = run("judge", "clean.json", "--baseline", "b.toml")

    assert (done.exit_code, "ACCEPTED WITHOUT NEED\n" in done.output) == (0, True)


def test_evidence_and_reports_are_printed_again(project: Path) -> None:
    run("judge", "double.json", "-o", "report.json")
    of_report, of_evidence = (run("report", file, "--format", "csv") for file in ("report.json", "double.json"))

    assert (of_report.exit_code, of_report.output) == (0, of_evidence.output)


def test_a_report_that_is_cut_is_told(project: Path) -> None:
    (project / "report.json").write_text('{"format": "hstrack-report"')

    assert refused("report", "report.json", "--format", "text").startswith("report.json: is not a report of hstrack")


def test_what_changed_is_told_beside_the_findings() -> None:
    done = run("judge", "double.json", "--since", "clean.json")

    assert "CHANGED\n  finding appeared: error first-view-counted-twice" in done.output


@pytest.mark.parametrize(
    ("before", "after", "code", "first"),
    [
        pytest.param("clean.json", "double.json", 1, "+ finding   error first-view-counted-twice", id="appeared"),
        pytest.param("double.json", "clean.json", 1, "- finding   error first-view-counted-twice", id="vanished"),
        pytest.param("clean.json", "clean.json", 0, "nothing changed", id="the same"),
    ],
)
def test_two_audits_are_compared(before: str, after: str, code: int, first: str) -> None:
    done = run("diff", before, after)

    assert (done.exit_code, done.output.startswith(first)) == (code, True)


def test_changes_are_written_as_markdown(project: Path) -> None:
    done = run("diff", "clean.json", "double.json", "--format", "markdown", "-o", "changes.md")

    assert (done.output, (project / "changes.md").read_text().splitlines()[0]) == ("", "## HubSpot tracking: 1 change")
