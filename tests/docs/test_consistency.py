"""The guide names every check of strict mode and no other."""

from __future__ import annotations

import re
from pathlib import Path

from harness.expect.consistency import checks

GUIDE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text(encoding="utf-8")
SECTION = GUIDE.partition("### Hits beside their page\n")[2].partition("\n## ")[0]
ROW = re.compile(r"^\| `([a-z-]+)` \| .+ \| .+ \|$", re.MULTILINE)


def test_the_guide_has_a_row_for_every_check_and_no_other() -> None:
    assert ROW.findall(SECTION) == [check.name for check in checks()]
