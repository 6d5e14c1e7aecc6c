"""`hstrack fleet`: many sites, every night."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Literal

import click

from harness.cli._command import under, verb_group
from harness.cli._history import history_option, opened

__all__ = ["command"]

what, how, workers_ = under("What to visit"), under("How to visit"), under("Who visits")
FILE = click.Path(dir_okay=False, exists=True, path_type=Path)


@verb_group
def command() -> None:
    """Audit many sites on many workers, and tell what is other than the last time.

    \b
    hstrack fleet run sites.csv
    hstrack fleet run sites/*.toml --workers 4
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
@how(
    "--tracker",
    type=click.Choice(["live", "standin"]),
    default="live",
    help="Load the portal's own script, or answer with the stand-in (URLs only).  [live]",
)
@how("--browser", type=click.Choice(["chromium", "firefox"]), default="chromium", help="Which browser to drive.")
@how("--browser-path", metavar="FILE", help="Drive this browser of the worker instead of the one it would find.")
@how("--timeout", type=click.FloatRange(0.1, 3600), default=30.0, help="Seconds to wait for a page to load.  [30]")
@how("--limit", type=click.FloatRange(1, 86400), default=900.0, help="Seconds that one site may take in all.  [900]")
@how("-k", "--insecure", is_flag=True, help="Visit sites whose certificate is not trusted.")
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
    tracker: Literal["live", "standin"],
    browser: Literal["chromium", "firefox"],
    browser_path: str | None,
    timeout: float,
    limit: float,
    insecure: bool,
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
    from harness.fleet.look import Means, look
    from harness.fleet.schedule import Manners
    from harness.fleet.sites import read_sites

    sites = read_sites(files)
    means = Means(
        browser=browser,
        browser_path=browser_path,
        tracker=tracker,
        timeout_s=timeout,
        limit_s=limit,
        insecure=insecure,
        show_identities=show_identities,
        config=load_config(Path()),
    )
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
