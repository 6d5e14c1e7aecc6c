"""Runs small test files in a pytest of their own, as users do, and shows what they see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest

from tests.nested import SETTINGS, run_pytest

SITES = Path(__file__).parents[2] / "sites"
RULE = re.compile(r"^_{3,} (?:ERROR at \w+ of )?(\w+)(?:\[[^]]*\])? _{3,}$", re.MULTILINE)
IMPORTS = "import re\n\nimport pytest\n\nfrom harness import expect\n\n"
VARIABLE = ((re.compile(r"\b\d+\.\d{3}\b"), "0.000"), (re.compile(r"0x[0-9a-f]+"), "0x0"))


@dataclass(frozen=True, slots=True)
class Ran:
    """What a user sees of a run: how many tests had which outcome, and the text."""

    outcomes: dict[str, int]
    text: str

    def told_of(self, test: str) -> str:
        """What is told of a failed test; times and addresses in memory, which differ in each run, are set to 0."""
        pieces = RULE.split(self.text.partition("= short test summary info =")[0])
        told = dict(zip(pieces[1::2], pieces[2::2], strict=True))[test]
        for pattern, instead in VARIABLE:
            told = pattern.sub(instead, told)
        body = re.split(r"^={3,}.*$", told, flags=re.MULTILINE)[0]
        return "\n".join(line.rstrip() for line in body.strip().splitlines())


Run = Callable[..., Ran]


def run_tests(
    folder: Path, code: str, *options: str, conftest: str = "", site: str = "spa", fresh: bool = False
) -> Ran:
    """Runs test code with the sample site that a single-page application is, and with what a conftest.py adds."""
    (folder / "pytest.ini").write_text(SETTINGS)
    (folder / "conftest.py").write_text(dedent(conftest))
    (folder / "test_inner.py").write_text(f"{IMPORTS}HOME = 'https://www.acme.test/'\n\n{code}")
    site_option = f"--hubspot-site={SITES / site}" if site else "-q"
    done = run_pytest(folder, site_option, *options, fresh=fresh)
    return Ran(done.outcomes, f"{done.stdout}\n{done.stderr}")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs tests in a folder of the test's own."""
    return partial(run_tests, tmp_path)


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs tests for all claims of a file that are about them."""
    return partial(run_tests, tmp_path_factory.mktemp("run"))
