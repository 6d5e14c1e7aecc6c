"""Every verb that cannot do its work says so in one sentence on standard error, and ends with 2."""

from __future__ import annotations

import re
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from harness.cli.main import main
from tests.cli.test_command import LEAVES

HOPELESS = (
    ("audit",),
    ("audit", "--site", "nowhere"),
    ("audit", "ftp://www.acme.test/"),
    ("browsers", "--quite"),
    ("codegen",),
    ("collector", "--rate", "fast"),
    ("completion", "tcsh"),
    ("decode",),
    ("diff", "monday.json", "tuesday.json"),
    ("history",),
    ("fleet", "alert", "--history", "gone.sqlite"),
    ("fleet", "report", "--history", "gone.sqlite"),
    ("fleet", "run", "gone.csv"),
    ("init",),
    ("judge",),
    ("judge", "gone.json"),
    ("judge", "--har", "gone.har"),
    ("plan", "check", "gone.yaml"),
    ("plan", "infer", "gone.json"),
    ("report", "gone.json"),
    ("rule", "xyzzy"),
    ("rules", "consent"),
    ("serve", "nowhere"),
    ("tracker", "record", "--portal", "4242", "-o", "gone/portal.har"),
    ("tracker", "render", "--config", "gone.json", "--out", "."),
)
SENTENCE = re.compile(r"hstrack: [^\n]+\n")


@pytest.fixture(autouse=True)
def broken_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a pyproject.toml that is none; no Playwright is started there."""
    (tmp_path / "pyproject.toml").write_text("[tool", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("harness.stage.driver.async_playwright", nullcontext)


@pytest.mark.parametrize("arguments", [pytest.param(each, id=" ".join(each)) for each in HOPELESS])
def test_a_verb_that_cannot_do_its_work_says_why_and_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "argv", ["hstrack", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsys.readouterr()

    assert (ended.value.code, printed.out) == (2, "")
    assert SENTENCE.fullmatch(printed.err), printed.err


def test_every_verb_is_among_them() -> None:
    verbs = {each.values[0] for each in LEAVES}

    assert {words for words in verbs if not any(each[: len(words)] == words for each in HOPELESS)} == set()
