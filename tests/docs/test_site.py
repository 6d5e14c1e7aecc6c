"""The documentation site: its pages, the way through them, and that it builds without a warning."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

import harness
from docs._generate.site import navigation, pages, write
from harness import aio
from harness.audit.registry import catalogue
from harness.fixtures import __all__ as fixtures

TEXTS = pages()
JOINED = re.compile(r"^((?!\d+\. )\w[^|\n]*)\n(?:[-*] |\d+\. |\|)", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def leaves(entry: object) -> Iterator[str]:
    """The pages below an entry of the navigation."""
    match entry:
        case str():
            yield entry
        case Mapping():
            yield from (leaf for each in entry.values() for leaf in leaves(each))
        case list():
            yield from (leaf for each in entry for leaf in leaves(each))


def test_the_navigation_leads_to_every_page_once() -> None:
    assert sorted(leaves(navigation(TEXTS))) == sorted(TEXTS)


def test_every_rule_has_a_page_and_is_in_the_list() -> None:
    ids = [rule.id for rule in catalogue()]

    assert [name for name in ids if f"rules/{name}.md" not in TEXTS] == []
    assert sorted(re.findall(r"^\| \[`([a-z-]+)`\]", TEXTS["rules/index.md"], re.MULTILINE)) == sorted(ids)


def test_a_rule_that_a_page_names_is_linked() -> None:
    assert "[`identity-never-sent`](rules/identity-never-sent.md)" in TEXTS["sample-sites.md"]


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("reference/harness.md", harness.__all__),
        ("reference/harness.aio.md", aio.__all__),
        ("reference/pytest.md", [name for name in fixtures if name.islower()]),
    ],
    ids=["harness", "aio", "fixtures"],
)
def test_every_public_name_is_in_the_reference(place: str, names: list[str]) -> None:
    told = {
        *re.findall(r"^## (\w+)$", TEXTS[place], re.MULTILINE),
        *re.findall(r"^\| `(\w+)`", TEXTS[place], re.MULTILINE),
    }

    assert set(names) - told == set()


def test_lists_and_tables_stand_apart_from_the_text_above() -> None:
    """Else the site's Markdown, unlike that of code hosts, takes them for text."""
    found = {place: JOINED.findall(FENCE.sub("", text)) for place, text in TEXTS.items()}

    assert {place: lines for place, lines in found.items() if lines} == {}


@pytest.mark.skipif(find_spec("zensical") is None, reason="needs zensical; pip install '.[docs]'")
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    write(tmp_path)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(tmp_path / "zensical.toml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603 - ours

    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "rules" / "identity-never-sent" / "index.html").is_file()


def test_the_way_through_the_site_is_toml(tmp_path: Path) -> None:
    write(tmp_path)
    project = tomllib.loads((tmp_path / "zensical.toml").read_text(encoding="utf-8"))["project"]

    assert project["nav"] == navigation(TEXTS)
