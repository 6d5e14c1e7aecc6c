"""A sample site: what its `site.toml` declares."""

from __future__ import annotations

from pathlib import Path

import msgspec

from harness.tracker.config import PortalConfig

__all__ = ["Host", "Redirect", "Site"]


class Redirect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer with another address: `path` (exact), `to` (path or URL), `status`."""

    path: str
    to: str
    status: int = 302
    keep_query: bool = True


class Host(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One host of a site.

    `root` is the folder of its pages under the site's folder, `fallback` the page that answers unknown paths (an
    SPA's shell), `headers` go with every answer (CSP and the like).
    """

    name: str
    root: str = "."
    fallback: str | None = None
    headers: dict[str, str] = {}
    redirects: tuple[Redirect, ...] = ()


class Site(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sample site: its hosts, the portal that its pages report to, where a visit starts, which links it walks."""

    title: str
    start: str
    host: tuple[Host, ...]
    portal: PortalConfig = PortalConfig()
    walk: tuple[str, ...] = ()
    folder: Path = Path()
