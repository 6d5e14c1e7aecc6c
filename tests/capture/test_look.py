"""Looking something up in the browser: what is kept of it, and what is told when it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.async_api import Error

from harness.capture.look import look_steps
from harness.capture.steps import run
from harness.capture.timeline import Cookie, Link
from harness.errors import CaptureError

KEPT = {"name": "hubspotutk", "value": "ada", "domain": ".acme.test", "path": "/", "expires": -1}
FLAGS = {"secure": True, "httpOnly": False, "sameSite": "Lax"}


@dataclass
class Context:
    """A browser context with a jar of cookies."""

    jar: list[dict[str, Any]] = field(default_factory=list)

    def cookies(self) -> list[dict[str, Any]]:
        return self.jar


@dataclass
class Locator:
    """A locator that finds links, or cannot."""

    found: list[list[str]] | Error

    def evaluate_all(self, expression: str) -> list[list[str]]:
        assert expression
        if isinstance(self.found, Error):
            raise self.found
        return self.found


def look(context: Context, where: object = None) -> tuple[Cookie | Link, ...]:
    return run(look_steps(context, where))  # type: ignore[arg-type]  # it stands for one of Playwright's


def test_only_cookies_of_hubspots_are_kept_by_domain_and_name() -> None:
    jar = [
        {**KEPT, **FLAGS, "domain": "acme.test"},
        {**KEPT, **FLAGS, "partitionKey": "https://acme.test"},
        {**KEPT, **FLAGS, "name": "session"},
    ]

    cookies = [item for item in look(Context(jar)) if isinstance(item, Cookie)]

    told = [(each.domain, each.lifetime_s, each.secure, each.same_site, each.partition) for each in cookies]
    assert told == [(".acme.test", None, True, "Lax", "https://acme.test"), ("acme.test", None, True, "Lax", None)]


def test_a_cookies_lifetime_counts_from_now() -> None:
    (cookie,) = look(Context([{**KEPT, **FLAGS, "expires": 4_000_000_000.0}]))

    assert isinstance(cookie, Cookie)
    assert cookie.lifetime_s == 4_000_000_000 - cookie.at.timestamp()


def test_an_address_is_a_link_by_itself() -> None:
    (link,) = look(Context(), "https://acme-shop.test/")

    assert link == Link(href="https://acme-shop.test/", at=link.at)


def test_what_strangers_wrote_into_a_link_is_bounded() -> None:
    (link,) = look(Context(), Locator([["h" * 30_000, "t" * 300, "p" * 30_000]]))

    assert isinstance(link, Link)
    assert (len(link.href), len(link.text), len(link.page_url)) == (20_000, 200, 20_000)


def test_a_page_that_is_being_left_has_no_links_yet() -> None:
    gone = Error("Execution context was destroyed, most likely because of a navigation")

    assert look(Context(), Locator(gone)) == ()


def test_what_cannot_be_read_is_told_in_one_sentence() -> None:
    with pytest.raises(CaptureError) as caught:
        look(Context(), Locator(Error("Unexpected token\nCall log: ...")))

    assert str(caught.value) == (
        "cookies and links cannot be read (Unexpected token); expect them while the page is open"
    )
