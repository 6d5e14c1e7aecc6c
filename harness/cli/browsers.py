"""`hstrack browsers`: which browsers there are, and getting one where there is none."""

from __future__ import annotations

import click

from harness.cli._command import option, verb

__all__ = ["command"]


@verb
@option("--firefox", is_flag=True, help="Make sure of Firefox, too.")
@option("--screen", is_flag=True, help="Make sure of Xvfb, too, a screen for tests, where it can be installed.")
@option("--no-install", is_flag=True, help="List only; install nothing.")
@option("--verbose", is_flag=True, help="Show what the installers print.")
@option("--quiet", is_flag=True, help="Print nothing unless something is installed.")
def command(firefox: bool, screen: bool, no_install: bool, verbose: bool, quiet: bool) -> None:
    """List the browsers of this machine, and install what is missing.

    \b
    hstrack browsers               make sure of one browser, Chromium where it can be had
    hstrack browsers --firefox     make sure of Chromium and of Firefox

    The first of each engine is used; HSTRACK_BROWSER and HSTRACK_FIREFOX name others. Where a browser is there,
    nothing is looked up on the network.

    Exit code 0: all that is wanted is there; 2: a browser could not be installed.
    """
    from harness.stage.browsers import find_browsers

    if not no_install:
        _make_sure(firefox, screen, verbose)
    if quiet:
        return
    found = find_browsers()
    for index, browser in enumerate(found):
        chosen = browser.engine not in {other.engine for other in found[:index]}
        note = f"{browser.source}; used" if chosen else browser.source
        click.echo(f"{browser.engine:9}{browser.version:16}{browser.executable_path}  ({note})")
    if not found:
        click.echo("no browser found")


def _make_sure(firefox: bool, screen: bool, verbose: bool) -> None:
    """Firefox alone is enough where Chromium cannot be had and nobody asked for both."""
    from harness.errors import BrowserError
    from harness.stage.browser_install import install_browser, install_screen
    from harness.stage.browsers import first_browser

    def say(step: str) -> None:
        click.echo(f"hstrack: {step}", err=True)

    try:
        install_browser("chromium", verbose=verbose, say=say)
    except BrowserError:
        if firefox or first_browser("firefox") is None:
            raise
    if firefox:
        install_browser("firefox", verbose=verbose, say=say)
    if screen:
        install_screen(verbose=verbose, say=say)
