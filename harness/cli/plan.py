"""`hstrack plan`: tracking plans, checked and drafted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli._command import option, verb_group
from harness.cli._output import FILE, STDOUT, write
from harness.cli._reporting import CLEAN, COULD_NOT_RUN, FOUND
from harness.errors import PlanError

if TYPE_CHECKING:
    from harness.plan.nodes import Mistake
    from harness.plan.plan import Plan

__all__ = ["command"]

PATH = click.Path(path_type=Path)


@verb_group
def command() -> None:
    """Check a tracking plan, which says what a site is meant to send, or draft one from saved evidence.

    \b
    hstrack plan check tracking-plan.yaml
    hstrack plan infer visit.json -o tracking-plan.yaml
    """


@command.command()
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@option("--json", "as_json", is_flag=True, help="Print one JSON object a line for each file, for programs.")
def check(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Say what is wrong with tracking plans, with file, line and column.

    \b
    hstrack plan check tracking-plan.yaml
    hstrack plan check plans/*.yaml --json | jq .mistakes

    Exit code 0: no mistakes; 1: mistakes; 2: a file cannot be read.
    """
    sys.exit(max(_checked(file, as_json=as_json) for file in files))


@command.command()
@click.argument("evidence", nargs=-1, required=True, type=PATH, metavar="EVIDENCE...")
@option(
    "-o",
    "--output",
    type=FILE,
    metavar="FILE",
    default=STDOUT,
    help="Write the plan to FILE, which must not be there yet.  [-]",
)
def infer(evidence: tuple[Path, ...], *, output: Path) -> None:
    """Draft a tracking plan from saved evidence.

    \b
    hstrack audit https://www.acme.com --save visit.json
    hstrack plan infer visit.json -o tracking-plan.yaml

    Each line says on how many hits it rests. E-mail addresses are masked.

    Exit code 0: drafted; 2: a file cannot be read or written.
    """
    from harness.audit.evidence import dump_visits, load_visits, parse_visits
    from harness.capture.timeline import Timeline
    from harness.plan.draft import draft_plan

    visits = [visit for file in evidence for visit in load_visits(file)]
    masked = parse_visits(dump_visits(visits))
    text = draft_plan([Timeline((*visit.navigations, *visit.calls, *visit.asked, *visit.hits)) for visit in masked])
    write(text, output, "a plan", new=True)


def _checked(file: Path, *, as_json: bool) -> int:
    """Tell what a file is like; the exit code that it asks for."""
    from harness.plan.files import read_plan
    from harness.plan.plan import Plan

    try:
        read = read_plan(file)
    except PlanError as error:
        click.echo(_json(file, problem=str(error)) if as_json else f"hstrack: {error}", err=not as_json)
        return COULD_NOT_RUN
    if isinstance(read, Plan):
        click.echo(_json(file) if as_json else f"{file}: {_summary(read)}")
        return CLEAN
    click.echo(_json(file, read) if as_json else "\n".join(f"{file}:{mistake}" for mistake in read))
    return FOUND


def _json(file: Path, mistakes: tuple[Mistake, ...] = (), problem: str | None = None) -> str:
    import json

    told = [{"line": each.place.line, "column": each.place.column, "message": each.text} for each in mistakes]
    return json.dumps({"file": str(file), "problem": problem, "mistakes": told})


def _summary(plan: Plan) -> str:
    numbers = {
        "event": len(plan.events) + len(plan.legacy_events),
        "route": len(plan.routes),
        "silent address": len(plan.silent),
        "identity rule": len(plan.identity),
    }
    told = [f"{number} {noun}{'' if number == 1 else 's'}" for noun, number in numbers.items() if number]
    return f"a plan with {', '.join(told) or 'no event'}"
