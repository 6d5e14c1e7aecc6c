"""Runs small test files in a pytest of their own, as users do, and shows what they see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.stage.browsers import OVERRIDES, find_browser
from harness.stage.places import Engine

SITES = Path(__file__).parents[2] / "sites"
SETTINGS = """
[pytest]
addopts = -p no:randomly -p no:cacheprovider
filterwarnings =
    error
    ignore:Session-scoped fixtures defined as instance methods:pytest.PytestRemovedIn10Warning
"""
RULE = re.compile(r"^_{3,} (?:ERROR at \w+ of )?(\w+)(?:\[[^]]*\])? _{3,}$", re.MULTILINE)
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


@pytest.fixture(scope="session")
def browser_of() -> Callable[[Engine], str]:
    """The program of an engine, found before pytester moves the home folder away."""
    programs: dict[Engine, str] = {engine: find_browser(engine).executable_path or "" for engine in OVERRIDES}
    return programs.__getitem__


@pytest.fixture
def run(browser_of: Callable[[Engine], str], pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs test code with the sample site that a single-page application is, and with what a conftest.py adds."""
    for engine, variable in OVERRIDES.items():
        monkeypatch.setenv(variable, browser_of(engine))

    def run_tests(code: str, *options: str, conftest: str = "", site: str = "spa") -> Ran:
        pytester.makeini(SETTINGS)
        pytester.makeconftest(conftest)
        imports = "import re\n\nimport pytest\n\nfrom harness import expect\n\n"
        pytester.makepyfile(test_inner=f"{imports}HOME = 'https://www.acme.test/'\n\n{code}")
        site_option = f"--hubspot-site={SITES / site}" if site else "-q"
        result = pytester.runpytest_subprocess(site_option, *options, timeout=60)
        return Ran(result.parseoutcomes() if result.ret in (0, 1) else {}, f"{result.stdout}\n{result.stderr}")

    return run_tests
