"""Each format prints a report with every outcome as its golden file holds it; HTML is looked at in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harness.report.registry import format_named, format_names
from tests.report.cases import EVERY_OUTCOME

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
