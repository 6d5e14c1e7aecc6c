"""The page of fixtures, marker, options and settings, made of where they are declared."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import harness.fixtures
from harness.api_mark import KNOWN as API_KEYS
from harness.marks import KNOWN as KEYS
from harness.marks import Keys
from harness.settings import SETTINGS

__all__ = ["PLACE", "page"]

PLACE = "reference/pytest.md"


def page() -> str:
    """The whole page."""
    return (
        "\n".join(
            [
                "# Fixtures, marker, options\n",
                "[Testing](../testing.md) shows them at work.\n",
                *_table("Fixtures", ("fixture", "is"), _fixtures()),
                *_table("Marker hubspot", ("`@pytest.mark.hubspot(...)`", "is"), _keys(KEYS)),
                *_table("Marker hubspot_api", ("`@pytest.mark.hubspot_api(...)`", "is"), _keys(API_KEYS)),
                *_table(
                    "Options and settings",
                    ("option of pytest", "key of the project's file", "does", "usually"),
                    _options(),
                ),
                "The project's file is `hstrack.toml`, or `[tool.hstrack]` of pyproject.toml:",
                "[settings of a project](../testing.md#settings-of-a-project).",
            ]
        )
        + "\n"
    )


def _table(title: str, head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"## {title}\n"
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    yield from (f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows)
    yield ""


def _fixtures() -> Iterator[tuple[str, str]]:
    tree = ast.parse(Path(harness.fixtures.__file__).read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    yield from ((f"`{each.name}`", (ast.get_docstring(each) or "").partition("\n\n")[0]) for each in functions)


def _keys(known: Keys) -> Iterator[tuple[str, str]]:
    yield from ((f"`{name}=`", wanted) for name, (_, wanted) in known.items())


def _options() -> Iterator[tuple[str, ...]]:
    for each in SETTINGS.values():
        written = f"{each.option} {each.metavar or ''}".strip()
        choices = f" ({', '.join(each.choices)})" if each.choices else ""
        yield f"`{written}`", f"`{each.key}`", f"{each.help}{choices}", "" if each.usual is None else f"`{each.usual}`"
