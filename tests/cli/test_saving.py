"""Where the visits of an audit go."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.audit.evidence import EvidenceFile, load_visits
from harness.audit.testing import visit
from harness.audit.visit import Visit
from harness.cli._saving import Saving
from harness.errors import EvidenceError

CASE = visit()


def test_a_visit_is_in_the_file_as_soon_as_it_is_over(tmp_path: Path) -> None:
    judged: list[Visit] = []
    saving = Saving(tmp_path / "visits.json", judged.append, show_identities=False)
    saving.keep(CASE)
    assert load_visits(tmp_path / "visits.json") == (CASE,)
    saving.end()
    assert judged == [CASE]


def test_without_a_file_visits_are_judged_all_the_same() -> None:
    judged: list[Visit] = []
    saving = Saving(None, judged.append, show_identities=False)
    saving.keep(CASE)
    saving.end()
    assert (judged, saving.problems) == ([CASE], [])


def test_an_audit_goes_on_when_its_file_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: EvidenceFile, _: Visit) -> None:
        raise EvidenceError(f"{file.file.name}: evidence cannot be written")

    monkeypatch.setattr(EvidenceFile, "add", full)
    judged: list[Visit] = []
    saving = Saving(tmp_path / "visits.json", judged.append, show_identities=False)
    saving.keep(CASE)
    saving.keep(CASE)
    assert (judged, saving.problems) == ([CASE, CASE], ["visits.json: evidence cannot be written"])
