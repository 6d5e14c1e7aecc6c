"""What is looked up in the browser when something is judged: a cookie, a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from harness.wire.words import plain, quoted

__all__ = ["Cookie", "Link"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """A cookie as the browser keeps it.

    `domain` has a dot in front unless the cookie is for that host alone; `lifetime_s` is what is left of it, None until
    the browser is closed; `partition` is the site under which alone it is seen.
    """

    name: str
    value: str = ""
    domain: str
    path: str = "/"
    lifetime_s: float | None = None
    secure: bool = False
    http_only: bool = False
    same_site: str = ""
    partition: str | None = None
    at: datetime

    @property
    def phrase(self) -> str:
        """The cookie in a few words: `cookie hubspotutk of .acme.test`."""
        return f"cookie {plain(self.name)} of {plain(self.domain)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as it stands in a page: whole address, text, the page's own address; an address alone has no page."""

    href: str
    text: str = ""
    page_url: str = ""
    at: datetime

    @property
    def phrase(self) -> str:
        """The link in a few words: `link 'Shop' to https://acme-shop.test/`, the query left out."""
        address = plain(self.href.partition("?")[0]) or "nowhere"
        return f"link {quoted(self.text)} to {address}" if self.text else f"link to {address}"
