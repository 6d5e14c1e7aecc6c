"""The sources of the documentation site: written pages, generated ones, and the way through them.

`python -m docs._generate.site FOLDER` writes them into a folder, from which zensical builds the site.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from docs._generate import cli, reference, rules, settings
from harness.audit.registry import catalogue
from harness.audit.rule import Rule

__all__ = ["navigation", "pages", "write"]

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ABOVE = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "sites/README.md": "sample-sites.md",
}
"""Pages that stand elsewhere in the repository, and where they are in the site."""

START = ("tutorial.md",)
GUIDES = {
    "Tests": (
        "testing.md", "codegen.md", "frameworks.md", "tracking-plan.md", "server-side.md", "segment.md",
        "before-after.md",
    ),
    "Audits": ("audit.md", "journeys.md", "reports.md", "evidence.md", "ci.md", "compared.md"),
}  # fmt: skip
FACTS = ("cli.md", settings.PLACE)
INSIDE = (
    "how-it-works.md",
    "wire-format.md",
    "stand-in-tracker.md",
    "sample-sites.md",
    "security.md",
    "benchmarks.md",
    "compatibility.md",
    "reliability.md",
    "conventions.md",
)
PROJECT = ("contributing.md", "licences.md", "changelog.md")

FENCE = re.compile(r"^(```.*?^```$)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[([^\]]*)\]\((?!https?:|#)([^)#\s]+)(#[^)]*)?\)")
REMARK = re.compile(r"^<!-- .* -->\n", re.MULTILINE)
CODE = re.compile(r"(?<![\[`])`([a-z-]+)`(?![\]`])")
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)

Nav = list[Any]
"""A page, or a title with a page or with more of these, as the site's configuration has them."""


def pages() -> dict[str, str]:
    """Place in the site -> text, of every page."""
    known = catalogue()
    sites = {file.parent.name: file for file in sorted((ROOT / "sites").glob("*/expected.toml"))}
    written = {file.relative_to(ROOT).as_posix(): file for file in sorted(DOCS.glob("*.md"))}
    written |= {name: ROOT / name for name in ABOVE}
    made = {
        rules.INDEX: rules.index(known),
        **{rules.place(rule): rules.page(rule, sites) for rule in known},
        settings.PLACE: settings.page(),
        **reference.pages(),
    }
    texts = {_place(name): _adapted(file.read_text(encoding="utf-8"), name, known) for name, file in written.items()}
    return texts | {"cli.md": cli.page()} | made


def navigation(texts: Mapping[str, str]) -> Nav:
    """The way through the pages; a page that nobody has given a place to is a guide."""
    api = [name for name in texts if name.startswith("reference/") and name != settings.PLACE]
    by_family = {family: [rules.place(each) for each in some] for family, some in rules.families(catalogue()).items()}
    placed = {"index.md", *START, *FACTS, *INSIDE, *PROJECT, *(name for some in GUIDES.values() for name in some)}
    others = [name for name in texts if "/" not in name and name not in placed]

    def titled(names: Iterable[str]) -> Nav:
        return [{_title(texts[name]): name} for name in names if name in texts]

    return [
        {"Home": ["index.md", *titled(START)]},
        {"Guides": [{group: titled(names)} for group, names in GUIDES.items()] + titled(others)},
        {"Reference": [*titled(FACTS), {"Names": titled(api)}]},
        {"Rules": [rules.INDEX, *({family: titled(names)} for family, names in by_family.items())]},
        {"Inside": [*titled(INSIDE), *titled(PROJECT)]},
    ]


def write(folder: Path) -> None:
    """Write the sources into a folder, in the place of what was there."""
    texts = pages()
    shutil.rmtree(folder / "pages", ignore_errors=True)
    for place, text in texts.items():
        file = folder / "pages" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for schema in DOCS.glob("*.json"):
        shutil.copy(schema, folder / "pages")
    head = Path(__file__).with_name("site.toml").read_text(encoding="utf-8")
    told = head.replace("[project]\n", f"[project]\nnav = {_toml(navigation(texts))}\n", 1)
    (folder / "zensical.toml").write_text(told, encoding="utf-8")


def _place(name: str) -> str:
    return ABOVE.get(name) or name.removeprefix("docs/")


def _adapted(text: str, name: str, known: Iterable[Rule]) -> str:
    """A page of the repository as one of the site: links lead within it, and rules are linked."""
    ids = {rule.id for rule in known}

    def linked(found: re.Match[str]) -> str:
        return f"[`{found[1]}`](rules/{found[1]}.md)" if found[1] in ids else found[0]

    def moved(found: re.Match[str]) -> str:
        target = (ROOT / name).parent.joinpath(found[2]).resolve()
        there = target.relative_to(ROOT).as_posix()
        is_page = there in ABOVE or target.parent == DOCS
        return f"[{found[1]}]({_place(there)}{found[3] or ''})" if is_page else found[1]

    def of_prose(part: str) -> str:
        return CODE.sub(linked, LINK.sub(moved, REMARK.sub("\n", part)))

    return _outside_of_code(text, of_prose)


def _outside_of_code(text: str, change: Callable[[str], str]) -> str:
    return "".join(part if part.startswith("```") else change(part) for part in FENCE.split(text))


def _title(text: str) -> str:
    found = TITLE.search(text)
    return found[1] if found else "Untitled"


def _toml(value: object) -> str:
    """Texts, lists and dicts as TOML has them inline."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
