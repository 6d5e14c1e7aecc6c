"""Each line of the threat model names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
THREATS = [line for line in PAGE.splitlines() if line.startswith("|") and line.count("|") == 4 and line[2].isupper()]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.mark.parametrize("threat", [pytest.param(line, id=line.split("|")[1].strip()) for line in THREATS])
def test_a_threat_names_tests_that_there_are(threat: str) -> None:
    named = NAMED.findall(threat)
    missing = [name for file, name in named if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")]
    assert (bool(named), missing) == (True, [])
