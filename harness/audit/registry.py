"""Where rules come from: the folder `rules`, the entry point group `hstrack.rules`, and files that a user names."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType

from harness.audit import rules as folder
from harness.audit.rule import Rule
from harness.errors import UsageError

__all__ = ["GROUP", "catalogue", "rules_of_entry_points", "rules_of_file", "rules_of_package", "unique"]

GROUP = "hstrack.rules"


def catalogue(files: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """Every rule by id: the bundled ones, those of installed packages, those of `files`.

    Raises UsageError for two rules of one id, and for a file or a package whose rules cannot be loaded.
    """
    found = [*rules_of_package(folder), *rules_of_entry_points(entry_points(group=GROUP))]
    for file in files:
        found.extend(rules_of_file(file))
    return unique(found)


def rules_of_package(package: ModuleType) -> Iterator[Rule]:
    """The rules of every module below `package`."""
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield from _rules_in(importlib.import_module(module.name))


def rules_of_entry_points(points: Iterable[EntryPoint]) -> Iterator[Rule]:
    """The rules of installed packages; an entry point names a rule or a module that holds some."""
    for point in points:
        try:
            loaded = point.load()
        except (ImportError, AttributeError) as error:
            raise UsageError(f"rules of {point.name!r} ({point.value}) cannot be loaded: {error}") from error
        yield from [loaded] if isinstance(loaded, Rule) else _rules_in(loaded)


def rules_of_file(file: Path) -> Iterator[Rule]:
    """The rules of a Python file of the user's."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise UsageError(f"{file}: is not a Python file; --rules takes files that end in .py")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (OSError, SyntaxError, ImportError, NameError, TypeError, AttributeError, ValueError) as error:
        raise UsageError(f"{file}: rules cannot be loaded: {type(error).__name__}: {error}") from error
    found = list(_rules_in(module))
    if not found:
        raise UsageError(f"{file}: holds no rule; decorate a function with harness.audit.rule.rule")
    yield from found


def unique(found: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules by id; a rule met twice is one, two rules of one id are an error that names both files."""
    known: dict[str, Rule] = {}
    for rule in found:
        other = known.setdefault(rule.id, rule)
        if other is not rule:
            raise UsageError(f"rule {rule.id!r} is declared in {other.file} and in {rule.file}; rename one of them")
    return tuple(known[name] for name in sorted(known))


def _rules_in(module: ModuleType) -> Iterator[Rule]:
    return (value for value in vars(module).values() if isinstance(value, Rule))
