"""Both versions of the nine claims hold, and the page counts their lines rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.before_after import line_table, sources, write_files
from tests.docs.test_docs import TEXTS
from tests.nested import run_pytest

PAGE = TEXTS["docs/before-after.md"]


@pytest.mark.browser
def test_both_versions_pass(project: Path) -> None:
    write_files(project)

    done = run_pytest(project, "plain", "harness")

    assert done.outcomes == {"passed": 18}, done.stdout


def test_each_claim_is_made_twice_and_every_block_is_one() -> None:
    plain, harness = sources().values()

    assert list(plain) == list(harness)
    assert (len(plain), PAGE.count("```python")) == (10, 20)


def test_the_table_counts_the_lines() -> None:
    assert PAGE.partition("<!-- lines -->\n")[2].partition("\n\n")[0].strip() == line_table().strip()
