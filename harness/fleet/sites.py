"""Which sites a fleet has, and how each is looked at: a CSV file, or a TOML file for each site."""

from __future__ import annotations

import csv
import difflib
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from harness.audit.config import RuleConfig
from harness.audit.crawl.plan import CrawlPlan
from harness.audit.journeys import checked_journeys
from harness.audit.trouble import checked_url
from harness.errors import ConfigError, HarnessError
from harness.wire.address import host_of
from harness.wire.toml_text import TomlError, read_toml
from harness.wire.words import plain, quoted

__all__ = ["FleetSite", "Selectors", "read_sites", "site_of_toml", "sites_of_csv"]

COLUMNS = ("url", "name", "journeys", "max-pages", "site")


class Selectors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The buttons of a site's consent banner; see `harness.audit.gather.Wishes`."""

    accept: str = ""
    decline: str = ""
    settings: str = ""
    save: str = ""
    revoke: str = ""


class Crawl(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A crawl of the site; see `CrawlPlan`."""

    max_pages: int = 100
    depth: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    robots: bool = True
    user_agent: str | None = None
    rate: float = 5.0
    concurrency: int = 4


class FleetSite(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One site of a fleet: its address, or the folder of a sample `site`; its journeys, its crawl, what rules are told.

    `name` is what the history knows it by, and defaults to the host, or to the folder's name.
    """

    url: str = ""
    name: str = ""
    site: str = ""
    journeys: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    crawl: Crawl | None = None
    selectors: Selectors = Selectors()
    rules: dict[str, RuleConfig] = {}

    @property
    def place(self) -> str:
        """What it is reached at."""
        return self.url or self.site

    @property
    def plan(self) -> CrawlPlan | None:
        """The crawl that is wanted."""
        return CrawlPlan(**msgspec.structs.asdict(self.crawl), domains=self.domains) if self.crawl else None


def read_sites(files: Sequence[Path]) -> tuple[FleetSite, ...]:
    """The sites that files name: those of each `.csv`, and one for each `.toml`; ConfigError says what is wrong."""
    sites = tuple(site for file in files for site in _of_file(file))
    if not sites:
        raise ConfigError(f"{', '.join(map(str, files)) or 'no file'}: there is no site in it; write one URL to a line")
    for name, times in Counter(site.name for site in sites).items():
        if times > 1:
            raise ConfigError(f"{times} sites are called {quoted(name)}; give each a name of its own")
    return sites


def sites_of_csv(text: str) -> Iterator[FleetSite]:
    """The sites of a CSV document, whose first line names its columns."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    columns = [(each or "").strip() for each in reader.fieldnames or ()]
    for column in columns:
        if column not in COLUMNS:
            raise ConfigError(f"there is no column {quoted(column)}; {_nearest(column)}")
    if not {"url", "site"} & {*columns}:
        raise ConfigError(f"there is no column 'url'; the first line names the columns: {', '.join(COLUMNS)}")
    reader.fieldnames = columns
    for row in reader:
        values = {key: (row[key] or "").strip() for key in columns}
        if any(values.values()):
            yield _with_line(reader.line_num, values)


def site_of_toml(text: str) -> FleetSite:
    """The site of a TOML document."""
    try:
        return _checked(msgspec.convert(read_toml(text), FleetSite))
    except (TomlError, msgspec.ValidationError) as error:
        raise ConfigError(f"is not the configuration of a site: {plain(str(error), 300)}") from None


def _of_file(file: Path) -> Iterable[FleetSite]:
    try:
        text = file.read_text(encoding="utf-8")
        return [site_of_toml(text)] if file.suffix == ".toml" else [*sites_of_csv(text)]
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ConfigError(f"{file}: the sites cannot be read ({why}); name a CSV file, or TOML files") from None
    except HarnessError as error:
        raise ConfigError(f"{file}: {error}") from None


def _with_line(line: int, values: dict[str, str]) -> FleetSite:
    try:
        pages = values.get("max-pages")
        if pages and not (pages.isdecimal() and int(pages)):
            raise ConfigError(f"max-pages is {quoted(pages)}; write a number from 1 on")
        return _checked(
            FleetSite(
                url=values.get("url", ""),
                name=values.get("name", ""),
                site=values.get("site", ""),
                journeys=tuple(values.get("journeys", "").split()),
                crawl=Crawl(max_pages=int(pages)) if pages else None,
            )
        )
    except HarnessError as error:
        raise ConfigError(f"line {line}: {error}") from None


def _checked(site: FleetSite) -> FleetSite:
    if bool(site.url) == bool(site.site):
        raise ConfigError("a site has either a url or the folder of a sample site")
    url = checked_url(site.url) if site.url else ""
    name = site.name or host_of(url) or Path(site.site).name
    journeys = checked_journeys(site.journeys)
    return msgspec.structs.replace(site, url=url, name=plain(name, 200), journeys=journeys)


def _nearest(column: str) -> str:
    near = difflib.get_close_matches(column[:50], COLUMNS, n=1)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COLUMNS)}"
