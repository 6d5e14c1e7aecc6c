"""The verb `rule`: one rule's page."""

from __future__ import annotations

import click

from harness.cli._colour import brush
from harness.cli._command import verb
from harness.cli._complete import rule_ids

__all__ = ["command"]


@verb
@click.argument("rule_id", shell_complete=rule_ids)
def command(rule_id: str) -> None:
    """Print the page of one rule: what it finds, why it matters, how to fix it.

    \b
    hstrack rule identity-never-sent

    Exit code 0: printed; 2: there is no such rule.
    """
    from difflib import get_close_matches

    from harness.audit.registry import catalogue
    from harness.errors import UsageError
    from harness.report.rule_text import rule_text

    rules = {rule.id: rule for rule in catalogue()}
    if rule_id not in rules:
        near = get_close_matches(rule_id, rules, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "`hstrack rules` lists them all"
        raise UsageError(f"there is no rule {rule_id!r}; {hint}")
    click.echo(rule_text(rules[rule_id], brush()), nl=False)
