"""The verb `init`: a configuration and a first test for a project that has none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli._command import option, verb

if TYPE_CHECKING:
    from harness.codegen.frameworks import Framework

__all__ = ["command"]


@verb
@option("--portal", type=click.IntRange(1), metavar="ID", help="Take this portal.  [that of the project's loader]")
def command(portal: int | None) -> None:
    """Write a configuration and a first test for the project in this folder.

    \b
    hstrack init
    hstrack init --portal 4242

    The configuration is [tool.hstrack] of a pyproject.toml that is there, else hstrack.toml. The framework is told by
    package.json, the portal by the loader in your pages. Nothing that is there is changed.

    Exit code 0: written, or there already; 2: a file cannot be read or written.
    """
    from harness.codegen.files import usual_test
    from harness.codegen.first_settings import write_settings
    from harness.codegen.first_test import command_of, first_test

    folder = Path()
    framework = _framework(folder)
    test = usual_test(folder)
    settings, is_new = write_settings(folder, portal or _portal(folder))
    click.echo(f"{settings}: {'written' if is_new else 'has settings already, and is left as it is'}")
    if test.exists():
        click.echo(f"{test}: is there already, and is left as it is")
    else:
        _write(test, first_test(framework, test.as_posix()))
        click.echo(f"{test}: written, three tests")
    click.echo(f"\nNow start your server, then run\n\n  {command_of(framework, test.as_posix())}")


def _framework(folder: Path) -> Framework:
    """The project's framework, which is told together with what told it."""
    from harness.codegen.frameworks import PLAIN, framework_of, packages_of

    file = folder / "package.json"
    try:
        framework = framework_of(packages_of(file.read_bytes()))
    except FileNotFoundError:
        return PLAIN
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        click.echo(f"package.json: cannot be read ({why}); the test is for {PLAIN.name}", err=True)
        return PLAIN
    click.echo(f"package.json: {framework.name}")
    return framework


def _portal(folder: Path) -> int | None:
    """The portal of the project's loaders, if they agree."""
    from harness.codegen.loaders import loaders_of

    loaders = loaders_of(folder)
    for portal_id, file in loaders.items():
        click.echo(f"{file}: the loader of portal {portal_id}")
    return next(iter(loaders)) if len(loaders) == 1 else None


def _write(file: Path, text: str) -> None:
    from harness.errors import UsageError

    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        raise UsageError(f"{file}: the test cannot be written ({error.strerror}); see to the folder") from None
