"""What every verb's help looks like: examples before anything else, options under headings, exit codes at the end."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TypeVar

import click

__all__ = ["HelpText", "Option", "Verb", "VerbGroup", "nearest", "option", "under", "verb", "verb_group"]

EXIT_CODES = "Exit code "
CODE = re.compile(r"(\d): ([^;]+?)(?:;|\.?$)")
OPTIONS = "Options"

Function = TypeVar("Function", bound=Callable[..., Any])


class Decorator(Protocol):
    """Gives a function an option."""

    def __call__(self, function: Function, /) -> Function: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpText:
    """A verb's docstring, taken apart: a sentence, examples (the paragraph behind `\\b`), notes, and exit codes."""

    summary: str
    examples: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    exit_codes: tuple[tuple[str, str], ...] = ()

    @classmethod
    def parse(cls, docstring: str) -> HelpText:
        """The parts of a docstring, whose first paragraph is the sentence."""
        summary, *paragraphs = inspect.cleandoc(docstring).split("\n\n")
        examples = [each.splitlines()[1:] for each in paragraphs if each.startswith("\b")]
        prose = [" ".join(each.split()) for each in paragraphs if not each.startswith("\b")]
        codes = [each for each in prose if each.startswith(EXIT_CODES)]
        return cls(
            summary=" ".join(summary.split()),
            examples=tuple(line for lines in examples for line in lines),
            notes=tuple(each for each in prose if each not in codes),
            exit_codes=tuple(code for each in codes for code in CODE.findall(each)),
        )


class Option(click.Option):
    """An option that stands under a heading of the help."""

    def __init__(self, *arguments: Any, heading: str = OPTIONS, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.heading = heading

    def make_metavar(self, ctx: click.Context) -> str:
        """`N` for a number of a certain range, which a message tells to those who leave it."""
        is_bounded = isinstance(self.type, click.IntRange | click.FloatRange)
        return "N" if is_bounded and not self.metavar else super().make_metavar(ctx)

    def get_help_extra(self, ctx: click.Context) -> Any:
        """All that click adds to a help text, but for the range."""
        extra = super().get_help_extra(ctx)
        extra.pop("range", None)
        return extra


class Verb(click.Command):
    """A command whose help shows examples first."""

    @property
    def text(self) -> HelpText:
        """The docstring, taken apart."""
        return HelpText.parse(self.help or "")

    def headings(self, ctx: click.Context) -> dict[str, list[tuple[str, str]]]:
        """Heading -> the options under it, each as it is written, with what it does; `Options` last."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        places = list(dict.fromkeys(map(_heading, options)))
        found = {name: [each for each in options if _heading(each) == name] for name in sorted(places, key=_is_last)}
        return {
            name: [record for each in some if (record := each.get_help_record(ctx))] for name, some in found.items()
        }

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write sentence, examples, usage, notes, options and exit codes."""
        text = self.text
        formatter.write_text(text.summary)
        if text.examples:
            with formatter.section("Examples"):
                for line in text.examples:
                    formatter.write(f"{'':{formatter.current_indent}}{line}".rstrip() + "\n")
        formatter.write_paragraph()
        self.format_usage(ctx, formatter)
        for note in text.notes:
            formatter.write_paragraph()
            formatter.write_text(note)
        self.format_options(ctx, formatter)
        _section(formatter, "Exit codes", text.exit_codes)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings."""
        for heading, options in self.headings(ctx).items():
            _section(formatter, heading, options)


class VerbGroup(Verb, click.Group):
    """A command that has verbs of its own."""

    command_class = Verb

    def summaries(self, ctx: click.Context) -> Iterator[tuple[str, str]]:
        """Each verb with its sentence."""
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if isinstance(command, Verb):
                yield name, command.text.summary

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The words of ours that stand for what click calls a command and its arguments."""
        return ["VERB ..."]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs, then the options."""
        _section(formatter, "Verbs", self.summaries(ctx))
        super().format_options(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is meant; a usage error names the nearest one."""
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing and not name.startswith("-"):
            hint = nearest(name, self.list_commands(ctx)) or f"`{ctx.command_path} --help` lists them all"
            raise click.UsageError(f"there is no verb {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """The verbs and options that begin so."""
        from click.shell_completion import CompletionItem

        verbs = [CompletionItem(name, help=said) for name, said in self.summaries(ctx) if name.startswith(incomplete)]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]


def nearest(name: str, known: list[str]) -> str:
    """`did you mean 'audit'?`, or nothing where nothing is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else ""


def under(heading: str) -> Callable[..., Decorator]:
    """`click.option` for options that stand under a heading of the help."""
    return partial(click.option, cls=Option, heading=heading)


option = under(OPTIONS)
"""`click.option` for all other options of a verb."""


def verb(function: Callable[..., Any]) -> click.Command:
    """Make a function a verb, whose docstring is its help."""
    return click.command(cls=Verb)(function)


def verb_group(function: Callable[..., Any]) -> click.Group:
    """Make a function a verb that has verbs of its own."""
    return click.group(cls=VerbGroup)(function)


def _heading(parameter: click.Option) -> str:
    return parameter.heading if isinstance(parameter, Option) else OPTIONS


def _is_last(heading: str) -> bool:
    return heading == OPTIONS


def _section(formatter: click.HelpFormatter, heading: str, rows: Any) -> None:
    if listed := list(rows):
        with formatter.section(heading):
            formatter.write_dl(listed)
