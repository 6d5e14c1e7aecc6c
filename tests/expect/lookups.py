"""What a look into the browser finds, in one line: cookies and links."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

from harness.audit.testing import HOME, moment
from harness.capture.timeline import Cookie, Link

DAY_S = 86_400


class CookieFacts(TypedDict, total=False):
    """What may be said of a cookie besides its name and value."""

    domain: str
    path: str
    lifetime_s: float | None
    secure: bool
    http_only: bool
    same_site: str
    partition: str | None


def cookie(name: str, value: str = "1", **facts: Unpack[CookieFacts]) -> Cookie:
    """A cookie of .acme.test that has 180 days left."""
    usual = Cookie(name=name, value=value, domain=".acme.test", lifetime_s=180 * DAY_S, at=moment(None))
    return replace(usual, **facts)


def link(href: str, text: str = "", page_url: str = HOME) -> Link:
    """A link in a page."""
    return Link(href=href, text=text, page_url=page_url, at=moment(None))
