"""The plan's hard lines: who may import what. An import for type checking counts like any other."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

PACKAGE = Path(__file__).parents[1] / "harness"
MODULES = sorted(str(PurePosixPath(path.relative_to(PACKAGE))) for path in PACKAGE.rglob("*.py"))

# From the bottom up; a module may import from its own part and from lower ones. All others are entry points.
LAYERS = (
    ("errors",), ("wire", "settings"), ("tracker", "project"), ("stage",), ("capture", "api"), ("plan",),
    ("audit", "expect"), ("report",),
)  # fmt: skip
HEIGHTS = {part: height for height, parts in enumerate(LAYERS) for part in parts}
ENTRY = len(LAYERS)

BROWSER = ("capture/", "stage/", "audit/gather/")
PYTEST = {"plugin.py", "fixtures.py", "reporting.py", "attachments.py"}
JUDGES = ("expect/", "audit/rules/", "plan/")
FILE_READERS = {"plan/files.py"}
OUTSIDE_WORLD = {
    "asyncio", "http", "io", "locale", "os", "pathlib", "random", "secrets", "shutil", "socket", "ssl", "subprocess",
    "tempfile", "threading", "time", "uuid",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow"}


def part_of(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


def height_of(part: str) -> int:
    return HEIGHTS.get(part, ENTRY)


# Parsed before any browser runs: CPython 3.11 loses count of ast's recursion where greenlets switch.
TREES = {module: ast.parse((PACKAGE / module).read_text(encoding="utf-8")) for module in MODULES}


def tree_of(module: str) -> ast.Module:
    return TREES[module]


def imports_of(module: str) -> Iterator[str]:
    """Every module that is imported, wherever the import stands."""
    for node in ast.walk(tree_of(module)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=name, names=names, level=0) if name == "harness":
                yield from (f"harness.{alias.name}" for alias in names)
            case ast.ImportFrom(module=name, level=level):
                assert level == 0, f"{module} imports relatively"
                yield name or ""


def under(*folders: str) -> list[str]:
    return [module for module in MODULES if module.startswith(folders)]


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_only_down(module: str) -> None:
    parts = {name.split(".")[1] for name in imports_of(module) if name.startswith("harness.")}
    own = part_of(module)

    assert {part for part in parts - {own} if height_of(part) >= height_of(own) != ENTRY} == set()


@pytest.mark.parametrize("module", under("wire/"))
def test_wire_imports_the_standard_library_only(module: str) -> None:
    roots = {name.partition(".")[0] for name in imports_of(module)}

    assert roots - sys.stdlib_module_names == roots & {"harness"}


@pytest.mark.parametrize("module", [module for module in MODULES if not module.startswith(BROWSER)])
def test_playwright_is_left_to_what_drives_browsers(module: str) -> None:
    imported = {name.partition(".")[0] for name in imports_of(module)}

    assert "playwright" not in imported or height_of(part_of(module)) == ENTRY


@pytest.mark.parametrize("module", [module for module in MODULES if module not in PYTEST])
def test_pytest_is_left_to_the_plugin(module: str) -> None:
    assert {name for name in imports_of(module) if name.partition(".")[0] in ("pytest", "_pytest")} == set()


@pytest.mark.parametrize("module", [module for module in under(*JUDGES) if module not in FILE_READERS])
def test_judging_sees_data_only(module: str) -> None:
    names = set(imports_of(module))
    capture = {name for name in names if name.startswith("harness.capture")}
    called = {node.attr for node in ast.walk(tree_of(module)) if isinstance(node, ast.Attribute)}
    opened = {node.id for node in ast.walk(tree_of(module)) if isinstance(node, ast.Name)} & {"open"}

    assert {name for name in names if name.partition(".")[0] in OUTSIDE_WORLD} == set()
    assert capture <= {"harness.capture.timeline", "harness.capture.causes"}
    assert (called & CLOCKS) | opened == set()
