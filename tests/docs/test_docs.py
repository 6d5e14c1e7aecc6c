"""The pages tell the truth: what they show runs, prints and exists."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.cli.main import cli
from harness.expect.hints.registry import GUIDE, registered
from harness.marks import HubspotMark
from tests.nested import run_pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = sorted([README, ROOT / "CONTRIBUTING.md", ROOT / "sites" / "README.md", *(ROOT / "docs").glob("*.md")])
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}

# Their tests fail at first, or need what stands above them, or packages; tests beside this file run those.
RUN_ELSEWHERE = {"README.md", "docs/tutorial.md", "docs/before-after.md", "docs/frameworks.md", "docs/segment.md"}

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")
# What differs from run to run: seconds, times of day, the browser's version.
VARIABLE = (
    (re.compile(r"\d\d:\d\d:\d\d\.\d{3}"), "00:00:00.000"),
    (re.compile(r"\b\d+\.\d{3}  "), "0.000  "),
    (re.compile(r"chromium [\d.]+"), "chromium 0"),
)


def blocks(text: str, language: str) -> Iterator[str]:
    return (code for found, code in BLOCK.findall(text) if found == language)


def steady(text: str) -> str:
    for pattern, instead in VARIABLE:
        text = pattern.sub(instead, text)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def shown_after(remark: str) -> str:
    """The text block of README.md that follows a remark."""
    _, _, rest = TEXTS["README.md"].partition(f"<!-- {remark} -->")
    return steady(next(blocks(rest, "text")))


def slug(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def anchors(text: str) -> set[str]:
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


EXAMPLES = [
    pytest.param(code, id=f"{page} {number}")
    for page, text in TEXTS.items()
    for number, code in enumerate(blocks(text, "python"), 1)
    if "def test_" not in code
]
LINKS = [
    pytest.param(page, target, anchor, id=f"{page} {target}#{anchor}")
    for page, text in TEXTS.items()
    for target, anchor in LINK.findall(text)
]


@pytest.mark.browser
def test_the_tests_of_the_guides_pass(project: Path) -> None:
    codes = [code for page in TEXTS.keys() - RUN_ELSEWHERE for code in blocks(TEXTS[page], "python") if "test_" in code]
    for number, code in enumerate(codes):
        (project / f"test_{number}.py").write_text(code, encoding="utf-8")

    done = run_pytest(project)

    assert done.outcomes == {"passed": len(codes)}, done.stdout


@pytest.mark.browser
def test_the_readmes_test_fails_as_it_shows(project: Path) -> None:
    (project / "test_readme.py").write_text(next(blocks(TEXTS["README.md"], "python")), encoding="utf-8")

    printed = steady(run_pytest(project, "-q").stdout)

    assert printed[printed.index("\n>") + 1 : printed.index("\n\ntest_")] == shown_after("what the test above prints")


@pytest.mark.browser
def test_the_audit_prints_what_the_readme_shows() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "harness", "audit", "--demo"], capture_output=True, text=True, check=False, timeout=60
    )
    printed, shown = steady(done.stdout), shown_after("what hstrack audit --demo prints")

    assert [piece for piece in shown.split("\n…\n") if piece not in printed] == [], printed
    assert done.returncode == 1


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_runs(code: str) -> None:
    exec(compile(code, "example", "exec"), {})  # noqa: S102 - our own pages


@pytest.mark.parametrize(("place", "target", "anchor"), LINKS)
def test_a_link_leads_somewhere(place: str, target: str, anchor: str) -> None:
    there = (ROOT / place).parent / target if target else ROOT / place

    assert there.exists()
    assert not anchor or anchor in anchors(there.read_text(encoding="utf-8"))


def test_every_page_that_a_hint_names_is_there() -> None:
    named = {see.partition("#")[2] for _, see in registered() if see.startswith(GUIDE)}

    assert named <= anchors(TEXTS[GUIDE])


def test_the_readme_names_every_option_of_the_plugin_and_no_other(request: pytest.FixtureRequest) -> None:
    known = {name for name in vars(request.config.option) if name.startswith("hubspot_")}
    options = {f"--{name.replace('_', '-')}" for name in known}

    assert set(re.findall(r"--hubspot-[a-z-]+[a-z]", TEXTS["README.md"])) == options


def test_the_readme_names_every_key_of_the_marker_and_no_other() -> None:
    keys = re.findall(r"^\| `(\w+)=", TEXTS["README.md"], re.MULTILINE)

    assert keys == ["site", "portal", "tracker", "hosts", "live", "allow", "clock", "deliver"]
    assert set(keys) == {field.name for field in dataclasses.fields(HubspotMark)}


def test_every_command_that_a_page_names_exists() -> None:
    named = {verb for text in TEXTS.values() for verb in re.findall(r"(?:`|\n|\$ )hstrack ([a-z]+)", text)}

    assert named <= set(cli.commands or cli.list_commands(None))  # type: ignore[arg-type]  # the verbs need no context


def test_every_make_target_that_a_page_names_exists() -> None:
    named = {target for text in TEXTS.values() for target in re.findall(r"(?:`|\n)make ([a-z]+)", text)}

    assert named <= set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
