"""The verb `rules`: what an audit looks for."""

from __future__ import annotations

import click

from harness.cli._colour import brush
from harness.cli._command import verb

__all__ = ["command"]


@verb
def command() -> None:
    """List the rules of the audit by family: id, severity, and what is wrong when the rule fires.

    \b
    hstrack rules
    hstrack rules | grep error

    Exit code 0: printed; 2: the rules of an installed package cannot be loaded.
    """
    from harness.audit.registry import catalogue
    from harness.report.rule_text import rule_list

    click.echo(rule_list(catalogue(), brush()), nl=False)
