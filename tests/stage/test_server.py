"""The stage serves what a site's folder holds, host by host, and nothing outside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from harness.stage.server import stage_app
from harness.stage.site import load_site

Ask = Callable[..., Any]
WWW = "www.acme.test"

FILES = {
    "site.toml": """
title = "A site with everything a server can meet"
start = "https://www.acme.test/"
[[host]]
name = "www.acme.test"
root = "www"
headers = { X-Frame-Options = "DENY", Cache-Control = "max-age=60" }
[[host.redirects]]
path = "/old"
to = "/new?from=old"
status = 301
[[host.redirects]]
path = "/away"
to = "https://app.acme.test/ä"
keep_query = false
[[host]]
name = "app.acme.test"
root = "app"
fallback = "shell.html"
files = { "/late.js" = "late.js", "/data.json" = "www/data.bin" }
[[host]]
name = "acme-shop.test"
""",
    "late.js": "'late';",
    "expected.toml": "findings = []",
    "secret.txt": "Not for the web",
    "www/index.html": "<h1>Home</h1>",
    "www/menu.html": "<h1>Menu</h1>",
    "www/docs/index.html": "<h1>Docs</h1>",
    "www/app.js": "'use strict';",
    "www/data.bin": "bytes",
    "www/404.html": "<h1>Lost</h1>",
    "app/shell.html": "<main></main>",
}


@pytest.fixture
def app(tmp_path: Path) -> Starlette:
    """The application that serves FILES."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return stage_app(load_site(tmp_path))


@pytest.mark.parametrize(
    ("host", "target", "status", "content_type", "body"),
    [
        pytest.param(WWW, "/", 200, "text/html; charset=utf-8", b"<h1>Home</h1>", id="index page"),
        pytest.param(WWW, "/menu?table=4", 200, "text/html; charset=utf-8", b"<h1>Menu</h1>", id="page without .html"),
        pytest.param(WWW, "/docs/", 200, "text/html; charset=utf-8", b"<h1>Docs</h1>", id="folder"),
        pytest.param(WWW, "/app.js", 200, "text/javascript; charset=utf-8", b"'use strict';", id="script"),
        pytest.param(WWW, "/data.bin", 200, "application/octet-stream", b"bytes", id="unknown kind"),
        pytest.param(WWW, "/nothing", 404, "text/html; charset=utf-8", b"<h1>Lost</h1>", id="own page for the missing"),
        pytest.param(
            "WWW.ACME.TEST.:8443", "/", 200, "text/html; charset=utf-8", b"<h1>Home</h1>", id="host with port"
        ),
        pytest.param("app.acme.test", "/a/b", 200, "text/html; charset=utf-8", b"<main></main>", id="fallback"),
        pytest.param("app.acme.test", "/", 200, "text/html; charset=utf-8", b"<main></main>", id="fallback at the top"),
        pytest.param(
            "app.acme.test", "/late.js", 200, "text/javascript; charset=utf-8", b"'late';", id="file of another place"
        ),
        pytest.param("acme-shop.test", "/www/menu", 200, "text/html; charset=utf-8", b"<h1>Menu</h1>", id="no root"),
    ],
)
def test_a_path_is_answered_with_its_page(
    ask: Ask, app: Starlette, host: str, target: str, status: int, content_type: str, body: bytes
) -> None:
    reply = ask(app, host, target)
    assert (reply.status, reply.headers["content-type"], reply.body) == (status, content_type, body)


@pytest.mark.parametrize(
    ("host", "target"),
    [
        pytest.param(WWW, "/../secret.txt", id="dots"),
        pytest.param(WWW, "//../secret.txt", id="slashes and dots"),
        pytest.param(WWW, "/..", id="parent"),
        pytest.param(WWW, "/link.txt", id="link out of the root"),
        pytest.param(WWW, "/zero\0byte", id="zero byte"),
        pytest.param(WWW, "/" + "long" * 100, id="long name"),
        pytest.param("app.acme.test", "/missing.js", id="missing file is no route"),
        pytest.param("acme-shop.test", "/site.toml", id="declaration"),
        pytest.param("acme-shop.test", "/expected.toml", id="expectation"),
    ],
)
def test_what_is_no_page_of_the_host_is_not_found(
    ask: Ask, app: Starlette, tmp_path: Path, host: str, target: str
) -> None:
    (tmp_path / "www" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert ask(app, host, target).status == 404


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        pytest.param("/vue.js", (200, b"Vue"), id="file"),
        pytest.param("/modules/deep/part.js", (200, b"part"), id="file of a folder"),
        pytest.param("/modules/", (404, b"<h1>Lost</h1>"), id="the folder itself"),
        pytest.param("/modules/none.js", (404, b"<h1>Lost</h1>"), id="no file"),
        pytest.param("/modules/../../secret.txt", (404, b"<h1>Lost</h1>"), id="outside the folder"),
        pytest.param("/modules/app.js", (200, b"package"), id="before the site's own"),
    ],
)
def test_files_of_packages_answer_for_their_addresses(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, answer: tuple[int, bytes]
) -> None:
    package = {"vue.js": "Vue", "dist/deep/part.js": "part", "dist/app.js": "package", "secret.txt": "Not for the web"}
    for name, text in (FILES | {f"package/{name}": text for name, text in package.items()}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    served = {"/vue.js": tmp_path / "package" / "vue.js", "/modules/": tmp_path / "package" / "dist"}
    monkeypatch.setattr("harness.stage.server.mounted", lambda *_: served)
    reply = ask(stage_app(load_site(tmp_path)), WWW, target)
    assert (reply.status, reply.body) == answer


def test_a_host_without_a_404_page_gets_a_plain_one(ask: Ask, app: Starlette) -> None:
    reply = ask(app, "acme-shop.test", "/nothing")
    assert reply.body == b"<!doctype html><html lang=en><title>Page not found</title><h1>Page not found</h1></html>"


@pytest.mark.parametrize(
    ("target", "status", "location"),
    [
        pytest.param("/old?a=1", 301, "/new?from=old&a=1", id="query kept"),
        pytest.param("/away?a=1", 302, "https://app.acme.test/%C3%A4", id="query dropped"),
        pytest.param("/docs?a=1", 301, "/docs/?a=1", id="folder without slash"),
        pytest.param("//docs", 301, "/docs/", id="folder behind two slashes"),
    ],
)
def test_a_redirect_leads_on(ask: Ask, app: Starlette, target: str, status: int, location: str) -> None:
    reply = ask(app, WWW, target)
    assert (reply.status, reply.headers["location"]) == (status, location)


def test_head_says_what_get_would_send(ask: Ask, app: Starlette) -> None:
    asked, got = ask(app, WWW, "/menu", "HEAD"), ask(app, WWW, "/menu")
    assert (asked.status, asked.headers, asked.body) == (got.status, got.headers, b"")
    assert asked.headers["content-length"] == "13"


def test_answers_are_not_cached(ask: Ask, app: Starlette) -> None:
    assert ask(app, "app.acme.test").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("target", ["/", "/old", "/nothing"])
def test_every_answer_carries_the_declared_headers(ask: Ask, app: Starlette, target: str) -> None:
    headers = ask(app, WWW, target).headers
    assert (headers["x-frame-options"], headers["cache-control"]) == ("DENY", "max-age=60")


def test_an_unknown_host_is_told_apart(ask: Ask, app: Starlette) -> None:
    reply = ask(app, "shop.acme.test")
    assert (reply.status, reply.body) == (
        421,
        b"'shop.acme.test' is not a host of this site; it has www.acme.test, app.acme.test, acme-shop.test\n",
    )


def test_what_is_posted_is_answered_as_what_is_asked_for(ask: Ask, app: Starlette) -> None:
    assert ask(app, WWW, "/", "POST") == ask(app, WWW, "/")


def test_other_methods_are_refused(ask: Ask, app: Starlette) -> None:
    assert ask(app, WWW, "/", "PUT").status == 405
