"""Finds and reads the files that plans are kept in."""

from __future__ import annotations

import os
from pathlib import Path

from harness.errors import PlanError
from harness.plan.nodes import Mistake, Place
from harness.plan.plan import Plan
from harness.plan.read import parse_plan

__all__ = ["FILE_NAME", "LARGEST_FILE", "PlanLike", "load_plan", "plan_of", "read_plan"]

FILE_NAME = "tracking-plan.yaml"
LARGEST_FILE = 2**21
"""Bytes of a plan that are read; one of a thousand events has a tenth of it."""

PlanLike = Plan | str | os.PathLike[str] | None
"""A plan, the path of one, or None for the project's own."""


def plan_of(given: PlanLike) -> Plan:
    """The plan that is meant; None is `tracking-plan.yaml` of the current folder or the nearest one above.

    Raises PlanError for a file that is not there, cannot be read, or has mistakes in it.
    """
    if isinstance(given, Plan):
        return given
    return load_plan(_nearest_file() if given is None else Path(given))


def load_plan(file: Path) -> Plan:
    """The plan of a file; PlanError tells all its mistakes, each with file, line and column."""
    plan = read_plan(file)
    if isinstance(plan, Plan):
        return plan
    raise PlanError("\n".join(f"{file}:{mistake}" for mistake in plan))


def read_plan(file: Path) -> Plan | tuple[Mistake, ...]:
    """The plan of a file, or all its mistakes; PlanError when there is no reading it."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise PlanError(f"{file}: cannot be read ({error.strerror}); a plan is a YAML file") from None
    if len(data) > LARGEST_FILE:
        raise PlanError(f"{file}: is longer than {LARGEST_FILE:,} bytes, which no plan is")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        return (Mistake(Place(line, column), "is not text in UTF-8; save the file in that encoding"),)
    return parse_plan(text, str(file))


def _nearest_file() -> Path:
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return Path(os.path.relpath(folder / FILE_NAME))
    raise PlanError(f"there is no {FILE_NAME} in {here} or above; make one with hstrack plan infer, or name yours")
