"""The plan's hard lines: who may import what. An import for type checking counts like any other."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path, PurePosixPath

PACKAGE = Path(__file__).parents[1] / "harness"
MODULES = sorted(str(PurePosixPath(path.relative_to(PACKAGE))) for path in PACKAGE.rglob("*.py"))

# From the bottom up; a module may import from its own part and from lower ones. All others are entry points.
LAYERS = (
    ("errors",), ("wire", "settings"), ("tracker", "project"), ("stage",), ("capture", "api"), ("plan",),
    ("audit", "expect"), ("report",), ("fleet",),
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


def tree_of(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def imported(module: str, tree: ast.Module) -> Iterator[str]:
    """Every module that is imported, wherever the import stands."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=name, names=names, level=0) if name == "harness":
                yield from (f"harness.{alias.name}" for alias in names)
            case ast.ImportFrom(module=name, level=level):
                assert level == 0, f"{module} imports relatively"
                yield name or ""


@cache
def trees() -> dict[str, ast.Module]:
    # In a thread of its own: CPython 3.11 loses count of ast's recursion where the greenlets of a browser switch.
    with ThreadPoolExecutor(1) as pool:
        return dict(zip(MODULES, pool.map(tree_of, MODULES), strict=True))


@cache
def imports_of(module: str) -> frozenset[str]:
    return frozenset(imported(module, trees()[module]))


JUDGING = [module for module in MODULES if module.startswith(JUDGES) and module not in FILE_READERS]


def offences(modules: list[str], of: Callable[[str], set[str]]) -> dict[str, set[str]]:
    """What each of the modules has that it must not have."""
    return {module: found for module in modules if (found := of(module))}


def of_roots(module: str, roots: frozenset[str] | set[str]) -> set[str]:
    """The imports of a module from certain packages."""
    return {name for name in imports_of(module) if name.partition(".")[0] in roots}


def test_imports_point_only_down() -> None:
    def upward(module: str) -> set[str]:
        own = part_of(module)
        parts = {name.split(".")[1] for name in imports_of(module) if name.startswith("harness.")}
        return {part for part in parts - {own} if height_of(part) >= height_of(own) != ENTRY}

    assert offences(MODULES, upward) == {}


def test_wire_imports_the_standard_library_only() -> None:
    allowed = {*sys.stdlib_module_names, "harness"}
    wire = [module for module in MODULES if module.startswith("wire/")]

    assert offences(wire, lambda module: set(imports_of(module)) - of_roots(module, allowed)) == {}


def test_playwright_is_left_to_what_drives_browsers() -> None:
    others = [module for module in MODULES if not module.startswith(BROWSER) and height_of(part_of(module)) != ENTRY]

    assert offences(others, lambda module: of_roots(module, {"playwright"})) == {}


def test_pytest_is_left_to_the_plugin() -> None:
    others = [module for module in MODULES if module not in PYTEST]

    assert offences(others, lambda module: of_roots(module, {"pytest", "_pytest"})) == {}


def test_judging_imports_nothing_of_the_outside_world() -> None:
    assert offences(JUDGING, lambda module: of_roots(module, OUTSIDE_WORLD)) == {}


def test_judging_knows_of_capture_what_it_left_and_why() -> None:
    known = {"harness.capture.timeline", "harness.capture.causes"}

    def captures(module: str) -> set[str]:
        return {name for name in imports_of(module) if name.startswith("harness.capture")} - known

    assert offences(JUDGING, captures) == {}


def test_judging_looks_at_no_clock_and_opens_no_file() -> None:
    def looks(module: str) -> set[str]:
        nodes = list(ast.walk(trees()[module]))
        clocks = {node.attr for node in nodes if isinstance(node, ast.Attribute)} & CLOCKS
        return clocks | ({node.id for node in nodes if isinstance(node, ast.Name)} & {"open"})

    assert offences(JUDGING, looks) == {}
