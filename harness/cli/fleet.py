"""`hstrack fleet`: many sites, every night."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Literal

import click

from harness.cli._browsing import Browsing, browsing_options
from harness.cli._command import option, under, verb_group
from harness.cli._history import fleet_in, history_option, opened

__all__ = ["command"]

what, how, workers_ = under("What to visit"), under("How to visit"), under("Who visits")
where = under("Whom to tell")
FILE = click.Path(dir_okay=False, exists=True, path_type=Path)


@verb_group
def command() -> None:
    """Audit many sites on many workers, and tell what is other than the last time.

    \b
    hstrack fleet run sites.csv
    hstrack fleet run sites/*.toml --workers 4
    hstrack fleet report -o dashboard
    hstrack fleet alert --webhook https://hooks.acme.com/T1
    """


@command.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@what("--fleet", metavar="NAME", help="Keep the results under this name.  [that of the first file]")
@what("--resume", is_flag=True, help="Go on with the last run of the fleet where it was interrupted.")
@workers_("--workers", type=click.IntRange(1, 256), default=2, help="Start so many workers on this machine.  [2]")
@workers_("--scheduler", metavar="ADDRESS", help="Use the workers of this Dask scheduler, such as tls://10.0.0.7:8786.")
@workers_("--attempts", type=click.IntRange(1, 10), default=3, help="Try a site that cannot be seen so often.  [3]")
@workers_(
    "--backoff", type=click.FloatRange(0), default=30.0, help="Seconds before the second try, then doubled.  [30]"
)
@workers_("--per-host", type=click.IntRange(1), default=1, help="Visit so many sites of one domain at a time.  [1]")
@workers_("--gap", type=click.FloatRange(0), default=1.0, help="Seconds between the starts on one domain.  [1]")
@browsing_options
@how("--limit", type=click.FloatRange(1, 86400), default=900.0, help="Seconds that one site may take in all.  [900]")
@how("--show-identities", is_flag=True, help="Keep e-mail addresses instead of masking them.")
@history_option
def run(
    files: tuple[Path, ...],
    *,
    fleet: str | None,
    resume: bool,
    workers: int,
    scheduler: str | None,
    attempts: int,
    backoff: float,
    per_host: int,
    gap: float,
    browsing: Browsing,
    limit: float,
    show_identities: bool,
    history_file: Path | None,
) -> None:
    """Visit every site of a CSV file, or of a TOML file for each site, and keep what was seen.

    \b
    hstrack fleet run sites.csv
    hstrack fleet run sites/*.toml --workers 4 --history fleet/history.sqlite
    hstrack fleet run sites.csv --scheduler tls://10.0.0.7:8786
    hstrack fleet run sites.csv --resume

    Each site is kept when it is done; Ctrl-C keeps what is done, and --resume goes on.

    Exit code 0: no site is worse than before; 1: some are; 2: some could not be visited, or it was interrupted.
    """
    from harness.audit.config import load_config
    from harness.cli._fleet import Asked, fleet_of, visited
    from harness.fleet.look import Means, config_of, look
    from harness.fleet.schedule import Manners
    from harness.fleet.sites import read_sites

    sites = read_sites(files)
    means = Means(
        browser=browsing.browser,
        browser_path=browsing.browser_path,
        tracker=browsing.tracker,
        timeout_s=browsing.timeout_s,
        limit_s=limit,
        insecure=browsing.insecure,
        allow_private=browsing.allow_private,
        endpoint=browsing.endpoint,
        show_identities=show_identities,
        config=load_config(Path()),
    )
    for site in sites:
        config_of(site, means.config)
    asked = Asked(
        sites=sites,
        fleet=fleet or fleet_of(files[0]),
        manners=Manners(attempts=attempts, backoff_s=backoff, a_host=per_host, gap_s=gap),
        limit_s=limit,
        look=partial(look, means=means),
        scheduler=scheduler,
        workers=workers,
    )
    with opened(history_file) as history:
        sys.exit(visited(history, asked, resume=resume))


@command.command()
@option("--fleet", metavar="NAME", help="Tell of this fleet; needed where the history holds several.")
@option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("fleet-report"),
    help="Write the pages into this folder, which is made if it is missing.  [fleet-report]",
)
@history_option
def report(*, fleet: str | None, output: Path, history_file: Path | None) -> None:
    """Write pages that show how a fleet is: its trend, the newest regressions, every site with its report.

    \b
    hstrack fleet report
    hstrack fleet report --fleet clients -o public/tracking

    The pages need no network and run no script. Reports are linked where they are, beside the history.

    Exit code 0: written; 2: there is no history, or the pages cannot be written.
    """
    from harness.cli._dashboard import written

    with opened(history_file, wanted=True) as history:
        click.echo(written(history, fleet_in(history, fleet), output))


@command.command()
@option("--fleet", metavar="NAME", help="Tell of this fleet; needed where the history holds several.")
@where("--webhook", metavar="URL", envvar="HSTRACK_WEBHOOK", help="Post to this webhook, in Slack's form.")
@where("--mail-to", multiple=True, metavar="ADDRESS", help="Send a mail to ADDRESS; may be given several times.")
@where("--mail-from", metavar="ADDRESS", default="hstrack@localhost", help="Send mails as ADDRESS.")
@where("--smtp", metavar="URL", envvar="HSTRACK_SMTP", default="smtp://localhost", help="Send mails by this server.")
@where("--issue", type=click.Path(dir_okay=False, path_type=Path), help="Write the text of an issue into FILE.")
@option(
    "--least", type=click.Choice(["error", "warning", "note"]), default="warning", help="Tell of no less.  [warning]"
)
@option("--link", metavar="URL", default="", help="Say that the dashboard is at URL.")
@history_option
def alert(
    *,
    fleet: str | None,
    webhook: str | None,
    mail_to: tuple[str, ...],
    mail_from: str,
    smtp: str,
    issue: Path | None,
    least: Literal["error", "warning", "note"],
    link: str,
    history_file: Path | None,
) -> None:
    """Tell people what became worse and what better, each thing once.

    \b
    hstrack fleet alert --webhook https://hooks.acme.com/T1
    hstrack fleet alert --mail-to ada@acme.com --smtp smtps://mail.acme.com
    hstrack fleet alert --issue issue.md && gh issue create --title Tracking --body-file issue.md

    What a channel was told is kept in the history, and is not told there again for seven days. HSTRACK_WEBHOOK and
    HSTRACK_SMTP (with its password) keep secrets out of the command line. No file is written where nothing is to tell.

    Exit code 0: told, or nothing to tell; 2: a channel did not take it.
    """
    from harness.cli._alerts import Channels, told

    channels = Channels(webhook=webhook, to=mail_to, sender=mail_from, smtp=smtp, issue=issue)
    with opened(history_file, wanted=True) as history:
        for line in told(history, fleet_in(history, fleet), channels, least, link):
            click.echo(line)
