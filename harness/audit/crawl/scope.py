"""Which pages a crawl may visit: those of the same site, and of them the ones that are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from harness.audit.crawl.address import site_of
from harness.wire.address import without_origin

__all__ = ["Scope"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The sites of a crawl, by registrable domain, and patterns of addresses on them.

    A pattern with `://` is held against the whole address, any other against path and query (`/blog/*`). Where there is
    something to include nothing else is visited; what is to be excluded never is.
    """

    sites: frozenset[str] = frozenset()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def with_domains(self, domains: Iterable[str]) -> Scope:
        """This scope and other domains of the portal: `acme-shop.com`, `.acme-shop.com`."""
        names = (domain.strip().lstrip(".*").lower() for domain in domains)
        return replace(self, sites=self.sites | {site_of(f"https://{name}/") for name in names if name})

    def with_portal(self, domains: Collection[str]) -> Scope:
        """This scope and all domains of a portal, if one of the sites is among them: else it is a stranger's."""
        wider = self.with_domains(domains)
        own = Scope().with_domains(domains).sites & self.sites
        return wider if own else self

    def is_on_site(self, address: str) -> bool:
        """Whether an address belongs to one of the sites."""
        return site_of(address) in self.sites

    def holds(self, address: str) -> bool:
        """Whether the page of an address may be visited."""
        wanted = not self.include or any(_fits(address, pattern) for pattern in self.include)
        return wanted and self.is_on_site(address) and not any(_fits(address, pattern) for pattern in self.exclude)


def _fits(address: str, pattern: str) -> bool:
    return fnmatchcase(address if "://" in pattern else without_origin(address), pattern)
