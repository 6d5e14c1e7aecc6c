"""A sample site: what its `site.toml` declares."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from harness.errors import SiteError
from harness.stage.mounts import file_faults, npm_faults
from harness.tracker.config import ClickEvent, ConsentConfig, PortalConfig
from harness.wire.toml_text import TomlError, read_toml

__all__ = ["Host", "Redirect", "Site", "Variant", "bundled_sites", "is_site", "load_site", "site_folder", "sites_in"]

DECLARATION = "site.toml"
REDIRECT_STATUSES = (301, 302, 303, 307, 308)
HOST_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:test|example)")
HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+: [^\r\n\0]*")
ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+)(?::\d+)?(?:[/?#].*)?")
PATH = re.compile(r"/(?!/).*")
UNKNOWN_FIELD = re.compile(r"unknown field `(.*?)`")


class Redirect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An answer with another address: `path` (exact), `to` (path or URL), `status`."""

    path: str
    to: str
    status: int = 302
    keep_query: bool = True


class Host(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One host of a site.

    `root` is the folder of its pages under the site's folder, `fallback` the page that answers unknown paths (an
    SPA's shell), `headers` go with every answer (CSP and the like). `files` names the files of the site's folder that
    answer a path instead of those of `root`, `npm` those of packages: `{"/vue.js" = "vue/dist/vue.global.prod.js"}`.
    """

    name: str
    root: str = "."
    fallback: str | None = None
    headers: dict[str, str] = {}
    redirects: tuple[Redirect, ...] = ()
    files: dict[str, str] = {}
    npm: dict[str, str] = {}


class Variant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same site with a few other `files` or `npm` files on the host where it starts.

    Another walk, journey or portal may come with it; a portal is told whole.
    """

    title: str
    files: dict[str, str] = {}
    npm: dict[str, str] = {}
    walk: tuple[str, ...] | None = None
    journey: str | None = None
    portal: PortalConfig | None = None


class Site(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sample site: its hosts, the portal that its pages report to, where a visit starts, which links it walks.

    `walk` holds the `href` values of the links that are clicked, in order, exactly as the pages write them, and `back`
    and `forward`; `journey` is the one by which an audit visits it. `variant` holds the same site with small
    differences; each is addressed like a folder in its own.
    """

    title: str
    start: str
    host: tuple[Host, ...]
    portal: PortalConfig = PortalConfig()
    walk: tuple[str, ...] = ()
    journey: str = "first-visit"
    variant: dict[str, Variant] = {}
    folder: Path = Path()


def load_site(folder: Path | str) -> Site:
    """The site that the `site.toml` of `folder` declares, or the variant that the one above it has under that name.

    Raises SiteError with file, place and value for what cannot be read, is misspelt, or points at nothing.
    """
    file, variant = _declaration(Path(folder))
    try:
        table = read_toml(file.read_text(encoding="utf-8"))
        if "folder" in table:
            raise SiteError(f"{file}: 'folder' cannot be set; it is the folder that holds the file")
        declared = msgspec.convert(table, Site)
    except OSError as error:
        raise SiteError(f"{file}: cannot be read ({error.strerror}); a site is a folder with a {DECLARATION}") from None
    except (TomlError, UnicodeDecodeError) as error:
        raise SiteError(f"{file}: is not TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise SiteError(f"{file}: {_plainly(str(error))}") from None
    site = msgspec.structs.replace(declared, folder=file.parent)
    for fault in _faults(site):
        raise SiteError(f"{file}: {fault}")
    return _varied(site, site.variant[variant]) if variant else site


def is_site(folder: Path) -> bool:
    """Whether `folder` holds a site, or is the name of a variant in the folder of one."""
    return (folder / DECLARATION).is_file() or folder.name in _variants(folder.parent / DECLARATION)


def bundled_sites() -> dict[str, Path]:
    """Name -> folder of the sample sites that come with the harness; a variant is `site/variant`."""
    package = Path(__file__).parent.parent
    shelf = next((shelf for shelf in (package / "_sites", package.parent / "sites") if shelf.is_dir()), package)
    return sites_in(shelf)


def sites_in(shelf: Path) -> dict[str, Path]:
    """Name -> folder of the sites that stand in one folder, and of their variants."""
    files = sorted(shelf.glob(f"*/{DECLARATION}"))
    folders = [place for file in files for place in (file.parent, *(file.parent / name for name in _variants(file)))]
    return {folder.relative_to(shelf).as_posix(): folder for folder in folders}


def site_folder(name: str) -> Path:
    """The folder of a bundled site's name, or `name` itself where it is a folder with a site; raises SiteError."""
    bundled = bundled_sites()
    if name in bundled:
        return bundled[name]
    if is_site(Path(name)):
        return Path(name)
    near = difflib.get_close_matches(name, bundled, n=1)
    raise SiteError(
        f"{name!r} is neither a folder with a {DECLARATION} nor one of the bundled sites; "
        + (f"did you mean {near[0]!r}?" if near else f"those are {', '.join(bundled)}")
    )


def _declaration(folder: Path) -> tuple[Path, str]:
    """The file that declares the site of `folder`, and the name of the variant if it is one."""
    above = folder.parent / DECLARATION
    variant = not (folder / DECLARATION).is_file() and folder.name in _variants(above)
    return (above, folder.name) if variant else (folder / DECLARATION, "")


def _variants(file: Path) -> tuple[str, ...]:
    """The names of a site's variants; none where there is no declaration, or one that `load_site` refuses."""
    try:
        table = read_toml(file.read_text(encoding="utf-8")).get("variant", {})
    except (OSError, ValueError):
        return ()
    return tuple(table) if isinstance(table, dict) else ()


def _varied(site: Site, variant: Variant) -> Site:
    start = ADDRESS.fullmatch(site.start)
    hosts = tuple(
        msgspec.structs.replace(host, files=host.files | variant.files, npm=host.npm | variant.npm)
        if start and host.name == start[1]
        else host
        for host in site.host
    )
    walk = site.walk if variant.walk is None else variant.walk
    return msgspec.structs.replace(
        site,
        title=variant.title,
        host=hosts,
        walk=walk,
        journey=variant.journey or site.journey,
        portal=variant.portal or site.portal,
        variant={},
    )


def _plainly(problem: str) -> str:
    """msgspec's sentence with the nearest known name for a misspelt one: `…unknown field `rot` - at `$.host[0]``."""
    unknown = UNKNOWN_FIELD.search(problem)
    structs = (Site, Host, Variant, Redirect, PortalConfig, ConsentConfig, ClickEvent)
    known = {field for struct in structs for field in struct.__struct_fields__} - {"folder"}
    near = difflib.get_close_matches(unknown[1], known, n=1) if unknown else []
    said = problem.removeprefix("Object ").replace("`$.", "`")
    return f"{said}; did you mean {near[0]!r}?" if near else said


def _faults(site: Site) -> Iterator[str]:
    """What is wrong with a declaration that reads well, each as one sentence without the file's name."""
    names = Counter(host.name for host in site.host)
    if not names:
        yield "no host is declared; add a [[host]] block with a name"
    yield from (
        f"host {name!r} is declared twice; keep one [[host]] block per hostname" for name in names if names[name] > 1
    )
    start = ADDRESS.fullmatch(site.start)
    if start is None or start[1] not in names:
        yield f"start {site.start!r} is not an https:// address of a declared host ({', '.join(names)})"
    for domain in site.portal.cookie_domains:
        if not domain.startswith("."):
            yield f"cookie domain {domain!r} does not start with a dot; write '.{domain}'"
    folder = site.folder.resolve()
    for host in site.host:
        yield from (f"host {host.name!r}: {fault}" for fault in _host_faults(host, folder))
    for name, variant in site.variant.items():
        yield from (f"variant {name!r}: {fault}" for fault in _mount_faults(variant, folder))


def _host_faults(host: Host, folder: Path) -> Iterator[str]:
    if not HOST_NAME.fullmatch(host.name):
        yield "is not a lower-case name that ends in .test or .example, the endings that can belong to nobody"
    root = (folder / host.root).resolve()
    if not root.is_relative_to(folder) or not root.is_dir():
        yield f"root {host.root!r} is not a folder of the site"
    if host.fallback is not None and not (root / host.fallback).is_file():
        yield f"fallback {host.fallback!r} is not a file under root {host.root!r}"
    for name, value in host.headers.items():
        if not HEADER.fullmatch(f"{name}: {value}"):
            yield f"header {name!r} with the value {value!r} cannot be sent"
    yield from _mount_faults(host, folder)
    for redirect in host.redirects:
        yield from (f"redirect of {redirect.path!r} {fault}" for fault in _redirect_faults(redirect))
    for path, count in Counter(redirect.path for redirect in host.redirects).items():
        if count > 1:
            yield f"redirect of {path!r} is declared twice; keep one"


def _mount_faults(serving: Host | Variant, folder: Path) -> Iterator[str]:
    yield from file_faults(folder, serving.files)
    yield from npm_faults(folder, serving.npm)


def _redirect_faults(redirect: Redirect) -> Iterator[str]:
    if not PATH.fullmatch(redirect.path):
        yield "does not start with one slash"
    if not PATH.fullmatch(redirect.to) and not ADDRESS.fullmatch(redirect.to):
        yield f"leads to {redirect.to!r}, which is neither a path nor an address"
    if redirect.status not in REDIRECT_STATUSES:
        yield f"has status {redirect.status}; use one of {', '.join(map(str, REDIRECT_STATUSES))}"
