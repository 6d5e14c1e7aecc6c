"""Looks up in the browser what is judged as it stands: HubSpot's cookies, and the links of a page."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from harness.capture.facts import cookie_steps
from harness.capture.sightings import Cookie, Link
from harness.capture.steps import Steps
from harness.errors import CaptureError

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext

__all__ = ["look_steps"]

LONGEST_HREF = 20_000
LONGEST_TEXT = 200
READ_LINKS = """elements => elements.map((element) => {
  const link = element.closest("a, area") || element.querySelector("a, area");
  const href = link ? link.href : "";
  const text = ((link || element).textContent || "").trim().replace(/\\s+/g, " ");
  return [typeof href === "string" ? href : new URL(href.baseVal, document.baseURI).href, text, document.URL];
})"""
# What Playwright says of a document that went away while it was read; the next one is read on the next look.
LEAVING = ("context was destroyed", "navigat", "detached")


def look_steps(context: BrowserContext, where: Any = None) -> Steps[tuple[Cookie | Link, ...]]:
    """The cookies of a context, and the links of `where`: a locator, or an address; raises CaptureError."""
    from playwright.async_api import Error as PlaywrightError

    try:
        cookies = yield from cookie_steps(context)
        links = yield from _link_steps(where)
    except PlaywrightError as error:
        told = str(error).partition("\n")[0]
        raise CaptureError(f"cookies and links cannot be read ({told}); expect them while the page is open") from None
    return (*cookies, *links)


def _link_steps(where: Any) -> Steps[tuple[Link, ...]]:
    from playwright.async_api import Error as PlaywrightError

    if where is None or isinstance(where, str):
        return () if where is None else (Link(href=where, at=datetime.now(UTC)),)
    try:
        found = yield partial(where.evaluate_all, READ_LINKS)
    except PlaywrightError as error:
        if any(sign in str(error) for sign in LEAVING):
            return ()
        raise
    return tuple(map(_link, found))


def _link(read: list[str]) -> Link:
    href, text, page_url = read
    return Link(
        href=href[:LONGEST_HREF], text=text[:LONGEST_TEXT], page_url=page_url[:LONGEST_HREF], at=datetime.now(UTC)
    )
