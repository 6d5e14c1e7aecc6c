"""Each format prints a report with every outcome as its golden file holds it; HTML is looked at in a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from harness.report.model import Report
from harness.report.registry import format_named, format_names
from tests.report.cases import EVERY_OUTCOME, many_findings, many_visits

GOLDEN = Path(__file__).parent / "golden"
NAMES = [name for name in format_names() if name != "html"]


def as_golden(name: str) -> str:
    """What a format prints, as golden files keep it: with plain line ends, whatever our own version is."""
    text = format_named(name).render(EVERY_OUTCOME).replace("\r\n", "\n")
    return re.sub(r'(?<="semanticVersion": )"[^"]+"', '"0"', text)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_prints_every_outcome(name: str) -> None:
    golden = GOLDEN / f"every-outcome{format_named(name).suffix}"

    assert as_golden(name) == golden.read_text(encoding="utf-8"), f"look at the difference, then write it into {golden}"


@pytest.mark.parametrize("name", NAMES)
def test_a_format_prints_nothing_at_all(name: str) -> None:
    assert format_named(name).render(Report()).endswith("\n")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param("text", "  and 5 more; JSON holds all of them", id="text"),
        pytest.param("markdown", "… and 5 more.", id="markdown"),
        pytest.param("github", "hstrack: and 15 more of severity warning; GitHub shows no more", id="github"),
    ],
)
def test_what_is_left_out_is_counted(name: str, told: str) -> None:
    assert told in format_named(name).render(many_findings(25)).splitlines()


def test_many_visits_are_not_all_told_at_a_terminal() -> None:
    assert "\nand 5 more visits\n" in format_named("text").render(many_visits(25))


def test_a_rule_without_a_remedy_is_told_all_the_same() -> None:
    (rule,) = many_findings(1).rules
    bare = replace(many_findings(1), rules=(replace(rule, fix=""),))

    assert "**Fix" not in format_named("markdown").render(bare)


def test_rules_without_visits_have_no_time() -> None:
    assert "timestamp" not in format_named("junit").render(replace(many_findings(1), visits=()))


def test_many_clean_rules_are_not_named_at_a_terminal() -> None:
    (rule,) = many_findings(0).rules
    clean = replace(rule, outcome="clean")

    assert format_named("text").render(Report(rules=(clean,) * 9)).endswith("\nClean: 9 rules\n")


def test_a_summary_is_never_larger_than_github_takes() -> None:
    (rule,) = many_findings(20).rules
    long = replace(rule, findings=tuple(replace(each, message="<" * 300, page="@" * 300) for each in rule.findings))
    text = format_named("markdown").render(Report(rules=(long,) * 40))

    assert text.endswith("\n\n… the rest does not fit in here; JSON holds all of it.\n")
    assert len(text.encode()) < 2**20
