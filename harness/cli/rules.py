"""The verb `rules`: what an audit looks for."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command
def command() -> None:
    """List the rules of the audit: id, severity, and what is wrong when the rule fires.

    \b
    hstrack rules
    """
    from harness.audit.registry import catalogue
    from harness.report.rule_text import rule_list

    click.echo(rule_list(catalogue()), nl=False)
