"""Pages broken line by line: what somebody does to tracking code by accident."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Mutant", "mutants"]

# A path, a selector, or a name; a text that people read is none of them.
PLACE = re.compile(r"""(?<=["'`])(?P<text>(?:https?:/)?[/.#][\w./:#?=&-]+)(?=["'`])""")
NAME = re.compile(r"""(?<=["'`])(?P<text>[a-z_]\w*(?:-\w+)*)(?=["'`])""")
LAST_ARGUMENT = re.compile(r",\s*(?:\"[^\"]*\"|[\w.]+|\{[^{}]*\})(?=\s*[)\]])")
IDLE = re.compile(r"\s*(?://.*|<!--.*|[\])};,\s]*|\"use strict\";)\s*")
CODE = {".js", ".html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One file of a site with one change: what was done to which line (from 1), and what the file then holds."""

    file: Path
    line: int
    change: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.change}"


def mutants(folder: Path) -> Iterator[Mutant]:
    """Every mutant of the files that the site in `folder` serves; those in `wrong` belong to its variants."""
    for file in sorted(folder.rglob("*")):
        place = file.relative_to(folder)
        if file.suffix in CODE and "wrong" not in place.parts:
            yield from _of_file(place, file.read_text(encoding="utf-8").splitlines())


def _of_file(file: Path, lines: list[str]) -> Iterator[Mutant]:
    for place, line in enumerate(lines):
        if IDLE.fullmatch(line):
            continue
        for change, changed in _changes(lines, place):
            text = "\n".join([*lines[:place], *changed]) + "\n"
            yield Mutant(file=file, line=place + 1, change=change, text=text)


def _changes(lines: list[str], place: int) -> Iterator[tuple[str, list[str]]]:
    """What can be done to a line, with the rest of the file from that line on."""
    line, rest = lines[place], lines[place + 1 :]
    yield "deleted", rest
    if rest and rest[0].strip() and rest[0] != line:
        yield "swapped with the next", [rest[0], line, *rest[1:]]
    for found in PLACE.finditer(line):
        # Behind the first sign: an ending decides what kind of file it is.
        cut = found.end() if "://" in found["text"] else found.start() + 1
        yield f"{found['text']!r} misspelt", [line[:cut] + "x" + line[cut:], *rest]
    for found in NAME.finditer(line):
        changed = line[: found.start()] + line[found.start()].swapcase() + line[found.start() + 1 :]
        yield f"{found['text']!r} in another case", [changed, *rest]
    for found in LAST_ARGUMENT.finditer(line):
        yield f"{found[0].lstrip(', ')} dropped", [line[: found.start()] + line[found.end() :], *rest]
