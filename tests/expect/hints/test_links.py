"""Hints on links that do not hand the visitor over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import page_view, timeline
from harness.expect.testing import Seen
from harness.sync import expect
from tests.expect.lookups import cookie, link

HintOf = Callable[[Callable[[], object]], str | None]

ADA, GRACE = "a" * 32, "9" * 32
SHOP = "https://acme-shop.test/"
HSTC = f"7.{ADA}.1000.1000.1000.1"


def to_shop(href: str) -> Callable[[], object]:
    """The expectation that a link leads to the shop."""
    view = page_view("/", usertoken=ADA, fingerprint="77")
    seen = Seen(timeline(view, cookie("__hstc", HSTC), cookie("__hssc", "7.1.1000"), link(href)))
    return lambda: expect(seen.link(href)).to_be_linked_to("acme-shop.test")


@pytest.mark.parametrize(
    ("href", "hint"),
    [
        pytest.param(
            SHOP,
            "the link has none of the three parameters; write the arguments of addIdentityListener into it, and into "
            "links that are added later",
            id="never decorated",
        ),
        pytest.param(
            f"{SHOP}?a=1#__hstc={HSTC}&__hssc=7.1.1000&__hsfp=77",
            "parameters behind # are read only when the address has no query; write them into the query",
            id="behind the hash",
        ),
        pytest.param(
            f"{SHOP}?__hstc={HSTC}&__hssc=7.1.1000&__hsfp=88",
            "the fingerprint is not this browser's, and so the link is ignored; take the listener's third argument",
            id="another fingerprint",
        ),
        pytest.param(
            f"{SHOP}?__hstc={HSTC.replace(ADA, GRACE)}&__hssc=7.1.1000&__hsfp=77",
            "the values are not this visitor's own; addIdentityListener tells new ones when the visitor is reset, so "
            "write its arguments into the links each time",
            id="another visitor",
        ),
        pytest.param(f"{SHOP}?__hstc={HSTC}&__hssc=7.1.1000", None, id="one parameter is missing"),
        pytest.param("https://elsewhere.test/", None, id="to another host"),
    ],
)
def test_a_hint_on_links(href: str, hint: str | None, hint_of: HintOf) -> None:
    assert hint_of(to_shop(href)) == hint


def test_a_link_that_should_not_be_linked_has_no_hint(hint_of: HintOf) -> None:
    href = f"{SHOP}?__hstc={HSTC}&__hssc=7.1.1000&__hsfp=77"
    seen = Seen(timeline(page_view("/", usertoken=ADA, fingerprint="77"), link(href)))

    assert hint_of(lambda: expect(seen.link(href)).not_to_be_linked_to("acme-shop.test")) is None
