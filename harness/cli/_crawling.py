"""The options of a crawl, for the verb `audit`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from harness.cli._command import under
from harness.errors import UsageError

if TYPE_CHECKING:
    from harness.audit.crawl.plan import CrawlPlan

__all__ = ["crawl_options", "crawl_plan"]

Command = TypeVar("Command", bound=Callable[..., Any])

_what, _how = under("What to visit"), under("How to visit")

_OPTIONS = (
    _what("--crawl", is_flag=True, help="Follow links, and visit every page of the site that is found."),
    _what("--max-pages", type=click.IntRange(1), help="Visit no more pages than this.  [100]"),
    _what("--depth", type=click.IntRange(0), help="Follow no more links in a row than this."),
    _what(
        "--include",
        multiple=True,
        metavar="PATTERN",
        help="Visit only what fits, such as '/blog/*'; may be given several times.",
    ),
    _what(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="Leave out what fits, such as '/search*'; may be given several times.",
    ),
    _what(
        "--sitemap",
        "sitemaps",
        multiple=True,
        metavar="URL",
        help="Visit what this sitemap names, too; auto takes those that robots.txt names.",
    ),
    _what("--domain", "domains", multiple=True, help="Take another domain for a part of the site."),
    _what("--ignore-robots", is_flag=True, help="Visit what robots.txt forbids, and at any pace."),
    _how("--rate", type=click.FloatRange(0), help="Open so many pages a second on a host; 0 is no limit.  [5]"),
    _how("--concurrency", type=click.IntRange(1, 64), help="Open so many pages at a time.  [4]"),
    _how("--user-agent", metavar="TEXT", help="Call the browser and the crawler so."),
)
_NAMES = ("max_pages", "depth", "include", "exclude", "sitemaps", "domains", "rate", "concurrency", "user_agent")


def crawl_options(command: Command) -> Command:
    """Give a command the options of a crawl."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def crawl_plan(options: Mapping[str, Any]) -> CrawlPlan | None:
    """The crawl that the options ask for, or None; UsageError for options that go with a crawl only."""
    given = {name: options[name] for name in _NAMES if options[name] not in (None, ())}
    if not options["crawl"]:
        # Another domain may be said of the journey between domains, too.
        given.pop("domains", None)
        named = [*given, *["ignore_robots"] * bool(options["ignore_robots"])]
        if named:
            option = named[0].removesuffix("s" if named[0] == "sitemaps" else "").replace("_", "-")
            raise UsageError(f"--{option} is said of a crawl; add --crawl")
        return None
    from harness.audit.crawl.plan import CrawlPlan

    return CrawlPlan(**given, robots=not options["ignore_robots"])
