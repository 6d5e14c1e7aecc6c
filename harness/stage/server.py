"""The web server of a sample site: every host of it, told apart by the Host header."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import quote, urlsplit, urlunsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from harness.stage.mounts import mounted
from harness.stage.site import Host, Site

__all__ = ["stage_app"]

# The machine's own table is not asked: it differs between systems, and Windows often calls .js plain text.
CONTENT_TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
URL_SIGNS = "/:?#[]@!$&'()*+,;=%"
NOT_FOUND = b"<!doctype html><html lang=en><title>Page not found</title><h1>Page not found</h1></html>"
DECLARATIONS = frozenset({"site.toml", "expected.toml"})


def stage_app(site: Site) -> Starlette:
    """An ASGI application that serves `site` under its own host names.

    A path is looked for as a redirect, a file that the site names for it, a file, a folder's `index.html` and a file
    with `.html` added; then a path whose last part has no dot gets the host's fallback page, and everything else the
    host's `404.html` or a plain page with status 404. POST is answered as GET is, and nothing may be cached. A host
    that the site does not have gets 421 and a sentence. Packages that the site serves are fetched now; raises
    PackageError.
    """
    hosts = {host.name: host for host in site.host}
    mounts = {host.name: mounted(site.folder, host.files, host.npm) for host in site.host}

    async def answer(request: Request) -> Response:
        name = (request.url.hostname or "").rstrip(".").lower()
        if host := hosts.get(name):
            return _answer(host, site.folder.resolve() / host.root, mounts[name], request)
        known = ", ".join(hosts)
        return Response(f"{name!r} is not a host of this site; it has {known}\n", 421, media_type="text/plain")

    return Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "HEAD", "POST"])])


def _answer(host: Host, root: Path, mounts: Mapping[str, Path], request: Request) -> Response:
    path = request.scope["path"]
    for redirect in host.redirects:
        if redirect.path == path:
            return _redirected(host, redirect.to, redirect.status, request.url.query if redirect.keep_query else "")
    file = _mounted(mounts, path) or _file(root.resolve(), path)
    if file and file.name == "index.html" and not path.endswith(("/", "/index.html")):
        return _redirected(host, f"/{path.strip('/')}/", 301, request.url.query)
    if file:
        return _content(host, file, 200, request.method)
    if host.fallback and "." not in PurePosixPath(path).name:
        return _content(host, root / host.fallback, 200, request.method)
    return _content(host, root / "404.html", 404, request.method)


def _mounted(mounts: Mapping[str, Path], path: str) -> Path | None:
    """The file that the site names for the path, or has in the folder that it names for the beginning of it."""
    if path in mounts and mounts[path].is_file():
        return mounts[path]
    prefixes = (prefix for prefix in mounts if prefix.endswith("/") and path.startswith(prefix))
    return next(filter(None, (_file(mounts[prefix].resolve(), path.removeprefix(prefix)) for prefix in prefixes)), None)


def _file(root: Path, path: str) -> Path | None:
    """The file that answers `path`, or None; never one outside `root`, whatever dots and links the path leads over."""
    wanted = root / path.lstrip("/")
    try:
        files = [file.resolve() for file in (wanted, wanted / "index.html", Path(f"{wanted}.html"))]
        return next((file for file in files if _is_page(file, root)), None)
    except (OSError, ValueError):  # a name that is too long, or holds a zero byte
        return None


def _is_page(file: Path, root: Path) -> bool:
    return file.is_relative_to(root) and file.is_file() and file.name not in DECLARATIONS


def _content(host: Host, file: Path, status: int, method: str) -> Response:
    body = file.read_bytes() if file.is_file() else NOT_FOUND
    headers = {
        "content-type": CONTENT_TYPES.get(file.suffix.lower(), "application/octet-stream"),
        "content-length": str(len(body)),
    }
    return Response(b"" if method == "HEAD" else body, status, _headers(host, headers))


def _redirected(host: Host, to: str, status: int, query: str) -> Response:
    """A redirect; the visitor's query is put behind the one that the target already has."""
    parts = urlsplit(to)
    whole = parts._replace(query="&".join(text for text in (parts.query, query) if text))
    location = quote(urlunsplit(whole), safe=URL_SIGNS)
    return Response(b"", status, _headers(host, {"location": location}))


def _headers(host: Host, own: Mapping[str, str]) -> dict[str, str]:
    """The answer's own headers under those that the site declares: a site may well say something wrong."""
    return {"cache-control": "no-store", **own, **{name.lower(): value for name, value in host.headers.items()}}
