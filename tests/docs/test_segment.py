"""The page on Segment tells the truth; its tests need the packages of the sample sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.test_docs import TEXTS, blocks
from tests.nested import run_pytest


@pytest.mark.browser
@pytest.mark.npm
def test_the_tests_of_the_page_pass(project: Path) -> None:
    codes = list(blocks(TEXTS["docs/segment.md"], "python"))
    for number, code in enumerate(codes):
        (project / f"test_{number}.py").write_text(code, encoding="utf-8")

    done = run_pytest(project)

    assert done.outcomes == {"passed": len(codes)}, done.stdout
