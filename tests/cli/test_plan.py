"""`hstrack plan check` and `infer`, as a user types them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.audit.evidence import load_visits, save_visits
from harness.audit.testing import event, navigation, page, page_view, visit
from harness.capture.timeline import Timeline
from harness.cli.main import cli
from harness.errors import EvidenceError, UsageError
from harness.plan.files import load_plan
from harness.plan.judge import plan_faults

PLAN = "events: {pe4242_course: {}}\nroutes: [/, /about]\n"
WRONG = "evnts: {}\nportal_id: x\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, one with mistakes, and evidence."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(WRONG, encoding="utf-8")
    seen = visit(
        page("/"),
        navigation("/", "load"),
        page_view("/"),
        page_view("/welcome", email="ada@acme.test"),
        event("pe4242_course", teacher="grace@acme.test"),
    )
    sent = replace(seen, hits=tuple(replace(hit, request=None) for hit in seen.hits))
    save_visits(tmp_path / "visit.json", [sent], show_identities=True)
    return tmp_path


def run(*arguments: str) -> Result:
    """What the command prints, and its exit code."""
    return CliRunner().invoke(cli, ["plan", *arguments])


@pytest.mark.parametrize(
    ("files", "code"),
    [
        pytest.param(("plan.yaml",), 0, id="no mistakes"),
        pytest.param(("plan.yaml", "wrong.yaml"), 1, id="mistakes in one"),
        pytest.param(("missing.yaml", "wrong.yaml"), 2, id="one that cannot be read"),
        pytest.param((), 2, id="no file"),
    ],
)
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["for people", "for programs"])
def test_the_exit_code_says_how_plans_are(files: tuple[str, ...], options: tuple[str, ...], code: int) -> None:
    assert run("check", *files, *options).exit_code == code


def test_every_plan_is_told_of() -> None:
    result = run("check", "plan.yaml", "missing.yaml", "wrong.yaml")

    assert (result.stdout, result.stderr) == (
        "plan.yaml: a plan with 1 event, 2 routes\n"
        "wrong.yaml:1:1: 'evnts' is not known in a plan; did you mean 'events'?\n"
        "wrong.yaml:2:12: portal_id is 'x'; wanted a number such as 4242\n",
        "hstrack: missing.yaml: cannot be read (No such file or directory); a plan is a YAML file\n",
    )


def test_programs_get_one_object_a_line() -> None:
    printed = run("check", "plan.yaml", "missing.yaml", "wrong.yaml", "--json").stdout

    assert [json.loads(line) for line in printed.splitlines()] == [
        {"file": "plan.yaml", "problem": None, "mistakes": []},
        {
            "file": "missing.yaml",
            "problem": "missing.yaml: cannot be read (No such file or directory); a plan is a YAML file",
            "mistakes": [],
        },
        {
            "file": "wrong.yaml",
            "problem": None,
            "mistakes": [
                {"line": 1, "column": 1, "message": "'evnts' is not known in a plan; did you mean 'events'?"},
                {"line": 2, "column": 12, "message": "portal_id is 'x'; wanted a number such as 4242"},
            ],
        },
    ]


def test_an_empty_plan_is_told_as_such(folder: Path) -> None:
    (folder / "plan.yaml").write_text("events: {}\n", encoding="utf-8")

    assert run("check", "plan.yaml").stdout == "plan.yaml: a plan with no event\n"


def test_a_drafted_plan_is_without_mistakes_and_its_evidence_matches_it(folder: Path) -> None:
    assert (run("infer", "visit.json", "-o", "drafted.yaml").output, run("check", "drafted.yaml").exit_code) == ("", 0)

    (seen,) = load_visits(folder / "visit.json")
    assert plan_faults(load_plan(folder / "drafted.yaml"), Timeline((*seen.navigations, *seen.hits))) == ()


def test_a_draft_is_printed_without_addresses_of_people() -> None:
    printed = run("infer", "visit.json", "visit.json").stdout

    assert printed.startswith("# Drafted from 2 visits with 6 hits.\n")
    assert ("ada@" in printed, "grace@" in printed) == (False, False)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("plan.yaml", "plan.yaml: is there already, and a plan is too dear to be overwritten; name another"),
        (
            "missing/plan.yaml",
            "missing/plan.yaml: a plan cannot be written (No such file or directory); name another file",
        ),
    ],
    ids=["there already", "no folder"],
)
def test_a_draft_that_cannot_be_written_is_one_sentence(file: str, told: str) -> None:
    result = run("infer", "visit.json", "-o", file)

    assert (type(result.exception), str(result.exception)) == (UsageError, told)


def test_what_is_no_evidence_is_told() -> None:
    assert isinstance(run("infer", "plan.yaml").exception, EvidenceError)
