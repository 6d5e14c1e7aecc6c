"""The verb `codegen`: browse, and get a test and a tracking plan of it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from harness.cli._command import option, verb
from harness.cli._complete import site_names
from harness.cli._network import address_options, network
from harness.cli._output import FILE, STDOUT, sayer

if TYPE_CHECKING:
    from harness.capture.tap import Surroundings
    from harness.capture.timeline import Timeline

__all__ = ["command"]


@verb
@click.argument("url", required=False)
@option("--site", metavar="SITE", shell_complete=site_names, help="Browse a sample site: a folder or a bundled name.")
@option("-o", "--output", type=FILE, metavar="FILE", help="Write the test to FILE.  [tests/test_tracking.py]")
@option("--plan", type=FILE, metavar="FILE", help="Write the plan to FILE.  [tracking-plan.yaml beside the test]")
@option(
    "--tracker",
    default="standin",
    metavar="SOURCE",
    help="Take the tracking code from the stand-in, from HubSpot (live), or from a recording (replay:FILE).  [standin]",
)
@address_options
@network("--upstream-proxy", metavar="URL", help="Go through the proxy of your own network.  [HTTPS_PROXY]")
@option(
    "--browser",
    type=click.Choice(["any", "chromium", "firefox"]),
    default="any",
    help="Which browser to open.  [any, Chromium first]",
)
def command(
    url: str | None,
    *,
    site: str | None,
    output: Path | None,
    plan: Path | None,
    tracker: str,
    resolve: tuple[str, ...],
    connect_to: tuple[str, ...],
    upstream_proxy: str | None,
    browser: Literal["any", "chromium", "firefox"],
) -> None:
    """Open a browser, and write a test and a tracking plan of what you do in it.

    \b
    hstrack codegen http://localhost:5173
    hstrack codegen https://www.acme.com -o tests/test_sign_up.py
    hstrack codegen --site spa

    What you do and each hit are listed here as they happen. Close the browser, or press Ctrl-C, and the files are
    written. No file is overwritten. Hits are caught, and none reaches HubSpot.

    Exit code 0: written; 2: no browser could be opened, or a file cannot be written.
    """
    from harness.audit.emails import Masker
    from harness.codegen.files import check_place, usual_test
    from harness.codegen.session import Wanted, recorded
    from harness.codegen.source import Recording, source_of
    from harness.plan.draft import draft_plan
    from harness.plan.files import FILE_NAME
    from harness.stage.browsers import find_headed_browser

    test_file = output or usual_test(Path())
    plan_file = plan or test_file.with_name(FILE_NAME)
    say = sayer(test_file, plan_file)
    for file, is_usual in ((test_file, output is None), (plan_file, plan is None)):
        if file != STDOUT:
            check_place(file, may_exist=is_usual)
    start, around = _surroundings(url, site, tracker, resolve, connect_to)
    wanted = Wanted(start=start, around=around, browser=find_headed_browser(browser), upstream=upstream_proxy, say=say)
    course, timeline = recorded(wanted)
    mark, options = _mark(site, around, timeline), _options(resolve, connect_to)
    recording = Recording(start=start, course=course, timeline=timeline, mark=mark, options=options)
    written = _written(test_file, source_of(recording))
    planned = _written(plan_file, Masker()(draft_plan([timeline])))
    if written != STDOUT:
        say(f"{written}: run it with pytest {' '.join([*options, shlex.quote(str(written))])}")
    if planned != STDOUT:
        say(f"{planned}: what may be sent, by what was; read it through")


def _written(file: Path, text: str) -> Path:
    """Where a text was written: under the next free name where this one is taken."""
    from harness.codegen.files import write_new

    if file != STDOUT:
        return write_new(file, text)
    click.echo(text, nl=False)
    return file


def _surroundings(
    url: str | None, site: str | None, tracker: str, resolve: tuple[str, ...], connect_to: tuple[str, ...]
) -> tuple[str, Surroundings]:
    """Where the visit starts, and what surrounds it; raises UsageError, SiteError and EvidenceError."""
    from harness.audit.trouble import checked_url
    from harness.capture.address import AddressBook
    from harness.capture.tap import Surroundings
    from harness.errors import UsageError
    from harness.stage.site import load_site, site_folder

    served = load_site(site_folder(site)) if site else None
    start = checked_url(url) if url else served.start if served else None
    if start is None:
        raise UsageError("there is nothing to open; give a URL, or --site for a sample site")
    around = Surroundings(
        site=served,
        tracker=tracker,
        live=served is None or tracker == "live",
        addresses=AddressBook.parse(resolve, connect_to),
        clock=False,  # Somebody browses, in real time.
    )
    around.source()
    return start, around


def _mark(site: str | None, around: Surroundings, timeline: Timeline) -> dict[str, object]:
    """What a test's marker has to say so that the test finds the same, and passes with what this visit left behind."""
    from harness.expect.strict import strictness
    from harness.stage.site import Site

    portal_id = around.site.portal.portal_id if isinstance(around.site, Site) else None
    mark: dict[str, object] = {"site": site} if site else {"live": True}
    if around.tracker != "standin":
        mark["tracker"] = around.tracker
    if left := [problem.name for problem in strictness(timeline, frozenset(), portal_id)]:
        mark["allow"] = left
    return mark


def _options(resolve: tuple[str, ...], connect_to: tuple[str, ...]) -> list[str]:
    """What pytest needs besides to reach the same servers."""
    moved = {"--hubspot-resolve": resolve, "--hubspot-connect-to": connect_to}
    return [shlex.quote(f"{option}={each}") for option, values in moved.items() for each in values]
