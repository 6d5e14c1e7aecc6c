"""The page of licences, made of the lock file: `python -m docs._generate.licences` writes it.

A licence is what the installed package says of itself; of a package that is for other systems it is what the page says
already.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

__all__ = ["PAGE", "lines_of", "locked", "page"]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements.lock"
OWN = "hubspot-tracking-harness"
UNKNOWN = "not known on the machine that made this page"
HEAD = f"""\
# Licences

{OWN} is under the MIT licence.
This is what the packages of `requirements.lock` are under, by their own word; `make licences` writes the page anew.
Users install those that are needed to run; the others are for people who change the code.

| package | version | needed to | licence |
| --- | --- | --- | --- |
"""
_PACKAGE = re.compile(r"^([a-z0-9][\w.-]*)==(\S+)", re.MULTILINE)
_VIA = re.compile(r"^    #(?: via)?\s+([a-z0-9][\w.-]*)", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_ROW = re.compile(r"^\| ([\w.-]+) \| [^|]+ \| \w+ \| (.+) \|$", re.MULTILINE)
LONGEST = 60


def locked() -> dict[str, tuple[tuple[str, ...], set[str]]]:
    """The packages of the lock file: versions (Pythons may need different ones), and the packages that ask for it."""
    text = LOCK.read_text(encoding="utf-8")
    starts = [*_PACKAGE.finditer(text)]
    ends = [*(each.start() for each in starts[1:]), len(text)]
    packages: dict[str, tuple[tuple[str, ...], set[str]]] = {}
    for found, end in zip(starts, ends, strict=True):
        versions, via = packages.get(found[1], ((), set()))
        packages[found[1]] = ((*versions, found[2]), via | set(_VIA.findall(text[found.end() : end])))
    return packages


def lines_of(packages: dict[str, tuple[tuple[str, ...], set[str]]], known: dict[str, str]) -> str:
    """The rows of the table."""
    needed = _needed_to_run(packages)
    return "".join(
        f"| {name} | {', '.join(versions)} | {'run' if name in needed else 'develop'} "
        f"| {_licence(name, versions, known)} |\n"
        for name, (versions, _) in sorted(packages.items())
    )


def page() -> str:
    """The whole page."""
    known = {row[1]: row[2] for row in _ROW.finditer(PAGE.read_text(encoding="utf-8"))} if PAGE.exists() else {}
    return HEAD + lines_of(locked(), known)


def _needed_to_run(packages: dict[str, tuple[tuple[str, ...], set[str]]]) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {_plain(wanted) for wanted in project["dependencies"]}
    while more := {name for name, (_, via) in packages.items() if via & needed} - needed:
        needed |= more
    return needed


def _plain(requirement: str) -> str:
    found = _NAME.match(requirement)
    return found[0].lower().replace("_", "-") if found else ""


def _licence(name: str, versions: tuple[str, ...], known: dict[str, str]) -> str:
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return known.get(name, UNKNOWN)
    if about["Version"] not in versions:
        return known.get(name, UNKNOWN)
    kinds = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or () if each.startswith("License")]
    named = about.get("License-Expression") or ", ".join(kinds) or (about.get("License") or "").partition("\n")[0]
    return named.strip()[:LONGEST].replace("|", "/") or UNKNOWN


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
