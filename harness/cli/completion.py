"""The verb `completion`: what a shell needs to complete verbs, options, rules and sample sites."""

from __future__ import annotations

import click

from harness.cli._command import verb

__all__ = ["command"]


@verb
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script that lets a shell complete what you type behind `hstrack`.

    \b
    eval "$(hstrack completion bash)"    in ~/.bashrc
    eval "$(hstrack completion zsh)"     in ~/.zshrc, behind compinit
    hstrack completion fish > ~/.config/fish/completions/hstrack.fish

    Exit code 0: printed; 2: the shell is none of these.
    """
    from click.shell_completion import get_completion_class

    from harness.cli.main import cli

    complete = get_completion_class(shell)
    assert complete is not None  # noqa: S101 - click's own three
    click.echo(complete(cli, {}, "hstrack", "_HSTRACK_COMPLETE").source())
