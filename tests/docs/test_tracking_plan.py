"""The page on tracking plans tells the truth: its plans are plans, and what it shows is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from harness.cli.main import cli
from harness.plan.fault import FaultKind
from harness.plan.plan import Plan
from harness.plan.read import parse_plan
from tests.docs.test_docs import ROOT, TEXTS, blocks, steady
from tests.nested import run_pytest

PAGE = TEXTS["docs/tracking-plan.md"]
SPA = "sites/spa/tracking-plan.yaml"
PLANS = [block for block in blocks(PAGE, "yaml") if "requird" not in block]


def shown_after(remark: str) -> str:
    """The block that follows a remark."""
    _, _, rest = PAGE.partition(f"<!-- {remark} -->\n")
    return re.split(r"^```\w*\n", rest, flags=re.MULTILINE)[1].partition("```")[0]


def test_the_sample_plan_is_shown_whole() -> None:
    assert shown_after(SPA) == (ROOT / SPA).read_text(encoding="utf-8")


@pytest.mark.parametrize("text", PLANS, ids=[f"block {number}" for number, _ in enumerate(PLANS, 1)])
def test_every_plan_that_is_shown_is_one(text: str) -> None:
    assert isinstance(parse_plan(text), Plan)


def test_every_fault_has_its_line() -> None:
    section = PAGE.partition("## Faults")[2].partition("###")[0]

    assert tuple(re.findall(r"^\| ([a-z ]+) \| (?!means)", section, re.MULTILINE)) == get_args(FaultKind)


def test_every_section_of_a_plan_has_its_line() -> None:
    named = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)

    assert named == ["portal_id", "events", "legacy_events", "routes", "silent", "identity"]


def test_mistakes_are_told_as_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("tracking-plan.yaml").write_text(shown_after("a plan with mistakes"), encoding="utf-8")

    printed = CliRunner().invoke(cli, ["plan", "check", "tracking-plan.yaml"]).stdout

    assert printed == shown_after("what hstrack plan check prints")


@pytest.mark.browser
def test_the_test_fails_as_the_page_shows(project: Path) -> None:
    wrong = (ROOT / SPA).read_text(encoding="utf-8").replace("{type: number, minimum: 0}", "string")
    (project / "tracking-plan.yaml").write_text(wrong, encoding="utf-8")
    code = next(blocks(PAGE, "python")).replace(f'"{SPA}"', "")
    (project / "test_plan.py").write_text(code, encoding="utf-8")

    printed = steady(run_pytest(project, "-q").stdout)

    pieces = steady(shown_after("what the test prints when the plan wants a text")).split("\n…\n")
    assert [piece for piece in pieces if piece not in printed] == [], printed


@pytest.mark.browser
def test_a_plan_is_drafted_as_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in next(block for block in blocks(PAGE, "sh") if "infer" in block).splitlines():
        assert CliRunner().invoke(cli, line.split()[1:]).exit_code == 0

    assert Path("tracking-plan.yaml").read_text(encoding="utf-8") == shown_after("what hstrack plan infer drafts")
