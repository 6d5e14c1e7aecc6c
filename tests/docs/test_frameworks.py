"""The page about frameworks shows the code of the sample sites, and its tests pass there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.test_docs import ROOT, TEXTS, blocks
from tests.nested import run_pytest

PAGE = TEXTS["docs/frameworks.md"]


@pytest.mark.browser
@pytest.mark.npm
def test_the_tests_pass(project: Path) -> None:
    codes = list(blocks(PAGE, "python"))
    for number, code in enumerate(codes):
        (project / f"test_{number}.py").write_text(code, encoding="utf-8")

    done = run_pytest(project)

    assert done.outcomes == {"passed": len(codes)}, done.stdout


@pytest.mark.parametrize("site", ["react", "vue", "turbo", "htmx", "angularjs"])
def test_the_code_of_each_site_is_shown(site: str) -> None:
    code = (ROOT / "sites" / site / "tracking.js").read_text(encoding="utf-8")

    assert [block for block in blocks(PAGE, "js") if block.strip() in code] != []


def test_no_other_code_is_shown() -> None:
    assert len(list(blocks(PAGE, "js"))) == 5
