"""What is asked of a crawl."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["AGENT", "CrawlPlan"]

AGENT = "hstrack"
"""The name under which robots.txt speaks of this crawler."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    """How far a crawl goes, and how fast.

    `include` and `exclude` are patterns as in `Scope`. `depth` counts the links from a start (0: only the starts and
    what sitemaps name). `sitemaps` are addresses, or `auto` for those that robots.txt names. `domains` belong to the
    site although they are others. `user_agent` is what the browser calls itself; None is its own name and ours. `rate`
    is in pages a second for each host (0: no limit), `concurrency` in pages at a time, each of a visitor of its own,
    who leaves after `pages_a_visit`.
    """

    max_pages: int = 100
    depth: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    robots: bool = True
    user_agent: str | None = None
    rate: float = 5.0
    concurrency: int = 4
    pages_a_visit: int = 100

    @property
    def agent(self) -> str:
        """The name for which robots.txt is read."""
        return self.user_agent or AGENT
