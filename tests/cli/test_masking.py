"""Nobody's address leaves by any door, wherever a site puts it, unless it is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.audit.evidence import save_visits
from harness.audit.testing import fault, page, page_view, refusal, visit
from harness.audit.visit import Visit
from harness.cli.main import cli
from harness.report.diff import DIFF_FORMATS
from harness.report.registry import format_names
from tests.report.cases import hostile_visit

ADA = "Ada.Lovelace@acme.test"
WRITTEN = ("ada.lovelace@", "ada.lovelace%40", "ada.lovelace%2540", "ada.lovelace\\u0040", "ada_lovelace@")
EVERYWHERE = hostile_visit(f"of {ADA} ada.lovelace%40acme.test")
BESIDE = visit(
    page(f"/?email={ADA}", title=ADA),
    page_view(f"/?email={ADA}", identity={"email": ADA}),
    fault("request", ADA),
    refusal("www.acme.test", ADA),
)


def as_sent(each: Visit) -> Visit:
    return replace(each, hits=tuple(replace(hit, request=None) for hit in each.hits))


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Evidence in which nothing is masked."""
    file = tmp_path_factory.mktemp("unmasked") / "visit.json"
    save_visits(file, [as_sent(EVERYWHERE), as_sent(BESIDE)], show_identities=True)
    assert ADA in file.read_text(encoding="utf-8")
    return file


def told(*arguments: str) -> str:
    """What a command prints, in lower case."""
    result = CliRunner().invoke(cli, arguments)
    assert result.output, result.exception
    return result.output.lower()


@pytest.mark.parametrize("name", format_names())
def test_a_report_names_nobody(evidence: Path, name: str) -> None:
    text = told("judge", str(evidence), "--format", name)
    assert [each for each in WRITTEN if each in text] == []


@pytest.mark.parametrize("name", [*DIFF_FORMATS])
def test_changes_name_nobody(evidence: Path, tmp_path: Path, name: str) -> None:
    clean = tmp_path / "clean.json"
    save_visits(clean, [visit(page("/"))])
    text = told("diff", str(clean), str(evidence), "--format", name)
    assert [each for each in WRITTEN if each in text] == []


def test_a_plan_names_nobody(evidence: Path) -> None:
    text = told("plan", "infer", str(evidence))
    assert [each for each in WRITTEN if each in text] == []


def test_evidence_names_nobody_and_is_its_owners(tmp_path: Path) -> None:
    file = tmp_path / "visit.json"
    save_visits(file, [as_sent(EVERYWHERE), as_sent(BESIDE)])
    text = file.read_text(encoding="utf-8").lower()
    assert [each for each in WRITTEN if each in text] == []
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_accepted_finding_names_nobody(evidence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baseline = tmp_path / "baseline.toml"
    told("judge", str(evidence), "--baseline", str(baseline), "--update-baseline", "--reason", "known")
    text = baseline.read_text(encoding="utf-8").lower()
    assert [each for each in WRITTEN if each in text] == []
