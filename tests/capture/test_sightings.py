"""Cookies and links in a few words."""

from __future__ import annotations

import pytest

from harness.capture.timeline import Cookie, Link
from tests.expect.lookups import cookie, link


@pytest.mark.parametrize(
    ("sighting", "phrase"),
    [
        pytest.param(cookie("hubspotutk"), "cookie hubspotutk of .acme.test", id="cookie"),
        pytest.param(link("https://acme-shop.test/?a=1", "Shop"), "link 'Shop' to https://acme-shop.test/", id="link"),
        pytest.param(link("https://acme-shop.test/"), "link to https://acme-shop.test/", id="link without a text"),
        pytest.param(link("", "Shop"), "link 'Shop' to nowhere", id="link without an address"),
    ],
)
def test_a_sighting_has_a_phrase(sighting: Cookie | Link, phrase: str) -> None:
    assert sighting.phrase == phrase
