"""`hstrack serve`: a sample site in a person's own browser, with its hits in the terminal."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.cli._command import option, verb
from harness.cli._complete import site_names
from harness.cli._output import FILE, sayer, write

if TYPE_CHECKING:
    from harness.capture.authority import Authority
    from harness.capture.journal import Journal
    from harness.capture.timeline import Entry
    from harness.stage.browsers import FoundBrowser
    from harness.stage.site import Site

__all__ = ["command", "line_of", "serving"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where a served site is reached: the address of its proxy, and who vouches for its names."""

    proxy: str
    authority: Authority


@verb
@click.argument("site", shell_complete=site_names)
@option("--open", "opens", is_flag=True, help="Start a browser with a fresh profile, and end with it.")
@option("--certificate", type=FILE, metavar="FILE", help="Write what a browser must trust.")
def command(site: str, opens: bool, certificate: Path | None) -> None:
    """Serve a sample site to your own browser, and print its hits as they arrive.

    \b
    hstrack serve spa --open           a bundled site, in a browser that is started for it
    hstrack serve sites/my-site        a folder with a site.toml

    The site is reached through a proxy on this machine, under its own names and over TLS. HubSpot's scripts are the
    stand-in's, and nothing is sent to HubSpot or anywhere else.

    Exit code 0: ended by Ctrl-C, or with the browser; 2: there is no such site, or no browser to open.
    """
    from harness.stage.site import load_site, site_folder

    loaded = load_site(site_folder(site))
    say = sayer(certificate)
    with serving(loaded, say) as served:
        if certificate:
            write(served.authority.certificate_pem.decode("ascii"), certificate, "the certificate")
        with suppress(KeyboardInterrupt):
            if opens:
                _browse(served, loaded)
            else:
                say(_directions(served, loaded))
                _wait_for_ever()


@contextmanager
def serving(site: Site, say: Callable[[str], object]) -> Iterator[Served]:
    """A running relay that serves `site`; `say` gets a line for each hit."""
    from harness.capture.engine import Engine
    from harness.capture.tap import Surroundings

    engine = Engine()
    lane = Surroundings(site=site).lane()
    lane.journal.listen(_printer(lane.journal, say))
    engine.start()
    try:
        yield Served(proxy=engine.open(lane), authority=engine.authority)
    finally:
        engine.stop()


def line_of(entry: Entry) -> str | None:
    """One line on what arrived or was refused, or None for what is of no interest here."""
    from harness.capture.timeline import Refusal
    from harness.wire.hits import Hit, Malformed
    from harness.wire.words import plain, quoted

    match entry:
        case Hit():
            pairs = entry.identity.pairs if entry.identity else ()
            said = "".join(f", {plain(name)}={quoted(value)}" for name, value in pairs)
            return f"{entry.phrase}, visitor {plain(entry.visitor.usertoken or 'unknown', 8)}{said}"
        case Malformed():
            return f"{entry.phrase}: {'; '.join(entry.reasons)}"
        case Refusal():
            return f"refused {plain(entry.host)}: {entry.reason}"
        case _:
            return None


def _printer(journal: Journal, say: Callable[[str], object]) -> Callable[[], None]:
    """A listener that says what is new; it is only ever called in the relay's thread."""
    said = 0

    def new_entries() -> None:
        nonlocal said
        entries = journal.timeline().entries[said:]
        said += len(entries)
        for line in filter(None, map(line_of, entries)):
            say(line)

    return new_entries


def _directions(served: Served, site: Site) -> str:
    found = _browser_with_windows()
    program = (found and found.executable_path) or "chromium"
    profile = Path(tempfile.gettempdir()) / f"hstrack-{site.folder.resolve().name}"
    return "\n".join(
        [
            f"{site.title}: {site.start}",
            "",
            "With Chrome, Chromium or Edge, in a profile of its own:",
            f"  {shlex.join(_browser_command(program, profile, served, site))}",
            "",
            f"With any other: set its proxy for HTTP and HTTPS to {served.proxy.removeprefix('http://')} and let it",
            "trust the certificate that --certificate FILE writes.",
            "",
            "Hits are shown here as they arrive; Ctrl-C ends.",
        ]
    )


def _browser_command(program: str, profile: Path, served: Served, site: Site) -> list[str]:
    """Chromium believes a pinned key only in a profile that is named."""
    return [
        program,
        f"--user-data-dir={profile}",
        f"--proxy-server={served.proxy}",
        f"--ignore-certificate-errors-spki-list={served.authority.key_pin}",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        site.start,
    ]


def _browse(served: Served, site: Site) -> None:
    """A browser with a profile that goes with it; returns when the person closes it."""
    from harness.errors import BrowserError
    from harness.stage.browsers import launch_options

    found = _browser_with_windows()
    if found is None or found.executable_path is None:
        raise BrowserError(
            "no Chrome, Chromium or Edge that can show a window was found; install one, set HSTRACK_BROWSER to the "
            "path of one, or leave out --open and start a browser of your own"
        )
    with tempfile.TemporaryDirectory(prefix="hstrack-", ignore_cleanup_errors=True) as profile:
        command_line = _browser_command(found.executable_path, Path(profile), served, site)
        command_line[1:1] = launch_options(found).get("args", [])
        _run_until_closed(command_line)


def _run_until_closed(command_line: list[str]) -> None:
    with subprocess.Popen(  # noqa: S603 - the browser that was found
        command_line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as browser:
        try:
            browser.wait()
        finally:
            browser.terminate()


def _browser_with_windows() -> FoundBrowser | None:
    from harness.stage.browsers import find_browsers

    chromiums = (browser for browser in find_browsers() if browser.engine == "chromium")
    return next((browser for browser in chromiums if not browser.only_headless), None)


def _wait_for_ever() -> None:
    from threading import Event

    Event().wait()
