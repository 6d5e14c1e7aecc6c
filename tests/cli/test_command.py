"""What every verb has in common: how its help is laid out, and that it says how it ends."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from harness.cli._command import HelpText, Verb, VerbGroup, option, under, verb, verb_group
from harness.cli.main import cli

network = under("Network")


@verb
@network("--proxy", metavar="URL", help="Go through it.")
@option("--depth", type=click.IntRange(1, 9), help="How deep.")
@click.option("--plain", is_flag=True, help="As click would have it.")
@click.option("--secret", hidden=True)
def dig(**_: object) -> None:
    """Dig a hole
    in the garden.

    \b
    dig --depth 2
    dig --depth 9    a deep one

    Mind the cables. They are
    everywhere.

    Exit code 0: dug; 1: water; 2: the spade broke.
    """


@verb_group
def garden() -> None:
    """Work in the garden."""


garden.add_command(dig, "dig")

HELP = """\
Dig a hole in the garden.

Examples:
  dig --depth 2
  dig --depth 9    a deep one

Usage: command dig [OPTIONS]

Mind the cables. They are everywhere.

Network:
  --proxy URL  Go through it.

Options:
  --depth N   How deep.
  --plain     As click would have it.
  -h, --help  Show this message and exit.

Exit codes:
  0  dug
  1  water
  2  the spade broke
"""


def verbs(group: VerbGroup, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Verb]]:
    """Every verb below a group, with the words that call it."""
    context = click.Context(group)
    found: list[tuple[tuple[str, ...], Verb]] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert isinstance(command, Verb), f"{name} is no verb; decorate it with harness.cli._command.verb"
        found += [((*path, name), command), *(verbs(command, (*path, name)) if isinstance(command, VerbGroup) else ())]
    return found


assert isinstance(cli, VerbGroup)
VERBS = [pytest.param(words, command, id=" ".join(words)) for words, command in verbs(cli)]
LEAVES = [each for each in VERBS if not isinstance(each.values[1], VerbGroup)]


def test_help_shows_examples_first_and_options_under_headings() -> None:
    context = click.Context(garden, info_name="command", help_option_names=["-h", "--help"])

    assert dig.get_help(click.Context(dig, parent=context, info_name="dig")) == HELP.rstrip("\n")


def test_a_docstring_may_be_one_sentence() -> None:
    assert HelpText.parse("Dig a hole.") == HelpText(summary="Dig a hole.")


def test_a_group_lists_its_verbs_with_whole_sentences() -> None:
    shown = garden.get_help(click.Context(garden, info_name="command"))

    assert "Usage: command VERB ...\n\nVerbs:\n  dig  Dig a hole in the garden.\n" in shown


@pytest.mark.parametrize(("words", "command"), VERBS)
def test_a_verb_has_a_sentence_and_an_example_that_begins_with_it(words: tuple[str, ...], command: Verb) -> None:
    beginning = f"hstrack {' '.join(words)}"

    assert command.text.summary.endswith(".")
    assert any(line.startswith(beginning) for line in command.text.examples)


@pytest.mark.parametrize(("words", "command"), LEAVES)
def test_a_verb_says_which_exit_codes_it_has(words: tuple[str, ...], command: Verb) -> None:
    codes = [code for code, _ in command.text.exit_codes]

    assert codes in (["0", "2"], ["0", "1", "2"])


@pytest.mark.parametrize(("words", "command"), LEAVES)
def test_an_option_says_in_one_sentence_what_it_does(words: tuple[str, ...], command: Verb) -> None:
    records = [record for some in command.headings(click.Context(command)).values() for record in some]

    assert [written for written, said in records if not said.rstrip("]").strip() or not said[0].isupper()] == []


@pytest.mark.parametrize(("words", "command"), LEAVES)
def test_a_file_that_is_written_may_be_standard_output(words: tuple[str, ...], command: Verb) -> None:
    written = [each for each in command.params if {"--output", "--save", "--certificate"} & set(each.opts)]

    files = [each for each in written if getattr(each.type, "file_okay", True)]

    assert [each for each in files if not getattr(each.type, "allow_dash", False)] == []


@pytest.mark.parametrize(("words", "command"), VERBS)
def test_a_verb_that_is_called_wrongly_could_not_run(words: tuple[str, ...], command: Verb) -> None:
    assert CliRunner().invoke(cli, [*words, "--not-an-option"]).exit_code == 2
