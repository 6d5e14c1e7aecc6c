"""The verb `audit`: what does this site really send, and what is wrong with it?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from harness.cli._browsing import Browsing, browsing_options
from harness.cli._command import under, verb
from harness.cli._complete import site_names
from harness.cli._crawling import crawl_options, crawl_plan
from harness.cli._journeys import Journeys, journey_options
from harness.cli._network import address_options
from harness.cli._output import FILE, STDOUT
from harness.cli._progress import Telling
from harness.cli._report_options import report_options
from harness.cli._reporting import Reporting, exit_code
from harness.cli._saving import Saving

if TYPE_CHECKING:
    from harness.audit.gather import CrawlTarget, Target

__all__ = ["command"]

DEMO = "demo"

visited, report = under("What to visit"), under("The report")


@verb
@click.argument("urls", nargs=-1, metavar="[URL]...")
@visited(
    "--site",
    "sites",
    multiple=True,
    metavar="SITE",
    shell_complete=site_names,
    help="Audit a sample site: a folder or a bundled name.",
)
@visited("--demo", is_flag=True, help="Audit the bundled sample site that has several faults.")
@journey_options
@crawl_options
@browsing_options
@report("--save", type=FILE, metavar="FILE", help="Save the evidence to FILE for later.")
@report_options
@address_options
def command(
    urls: tuple[str, ...],
    *,
    sites: tuple[str, ...],
    demo: bool,
    journeys: Journeys,
    save: Path | None,
    reporting: Reporting,
    resolve: tuple[str, ...],
    connect_to: tuple[str, ...],
    browsing: Browsing,
    **crawling: object,
) -> None:
    """Visit a site, catch every hit before it reaches HubSpot, and say what is wrong.

    \b
    hstrack audit https://www.acme.com
    hstrack audit https://www.acme.com --crawl --max-pages 500 --sitemap auto
    hstrack audit https://www.acme.com --save visit.json --format html=report.html
    hstrack audit https://www.acme.com --journey decline --journey revoke
    hstrack audit --recording sign-up.json
    hstrack audit https://www.acme.com --resolve www.acme.com:443:10.0.0.7
    hstrack audit --demo

    No hit reaches HubSpot, and the visit leaves no trace in the portal.

    Exit code 0: clean; 1: something found; 2: a page could not be visited.
    """
    from concurrent.futures import ThreadPoolExecutor

    from harness.stage.browsers import far_browser, find_browser
    from harness.stage.driver import Driver

    # Playwright starts and the browser is asked who it is while all that visits need is imported: each takes long.
    driver = click.get_current_context().with_resource(Driver())
    pool = ThreadPoolExecutor(1)
    finding = (
        pool.submit(far_browser, browsing.browser)
        if browsing.endpoint
        else pool.submit(find_browser, browsing.browser, browsing.browser_path)
    )

    from harness.audit.gather import Gathering, crawls, gather
    from harness.audit.gather.target import url_targets
    from harness.capture.address import AddressBook

    plan = crawl_plan(crawling)
    if not (urls or sites or demo) and (begun := journeys.begun()):
        urls = (begun,)
    domains = cast("tuple[str, ...]", crawling["domains"])
    addressed = url_targets(
        urls,
        tracker=browsing.tracker,
        addresses=AddressBook.parse(resolve, connect_to),
        plan=plan,
        domains=domains,
        allow_private=browsing.allow_private,
    )
    places = [*addressed, *_site_targets((*sites, *[DEMO] * demo))]
    targets: list[Target | CrawlTarget] = [*journeys.targets(places, domains, usual=plan is None)]
    targets += crawls(places, plan) if plan else ()
    _check(targets, save)
    reporting.check()
    if save == STDOUT:
        reporting.leave_stdout()
    found = finding.result()
    growing, telling = reporting.begun(), Telling.here()
    saving = Saving(save, telling.judging(growing), show_identities=reporting.show_identities)
    how = Gathering(
        browser=found,
        endpoint=browsing.endpoint,
        timeout_s=browsing.timeout_s,
        insecure=browsing.insecure,
        say=telling.say,
        progress=telling.progress,
        keep=saving.keep,
        driver=driver,
    )
    gathered = gather(targets, how)
    telling.end()
    saving.end()
    report = reporting.told(growing.report((*gathered.problems, *saving.problems)))
    if not reporting.prints_text:
        # A report for people on standard output has told so already.
        for problem in report.problems:
            click.echo(f"hstrack: {problem}", err=True)
    for note in gathered.notes:
        click.echo(f"hstrack: {note}", err=True)
    sys.exit(exit_code(report))


def _site_targets(sites: tuple[str, ...]) -> list[Target]:
    from harness.audit.gather import site_target
    from harness.stage.site import load_site, site_folder

    return [site_target(load_site(site_folder(site))) for site in sites]


def _check(targets: list[Target | CrawlTarget], save: Path | None) -> None:
    from harness.errors import UsageError

    if not targets:
        raise UsageError("there is nothing to audit; give a URL, or --demo for a bundled sample site")
    if save and not save.absolute().parent.is_dir():
        raise UsageError(f"{save}: evidence cannot be saved there; its folder does not exist")
