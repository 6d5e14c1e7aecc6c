"""Link parameters on addresses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.cookies import Hssc, Hstc
from harness.wire.linking import LinkParams

AT = datetime(2026, 7, 13, 10, 11, 15, 79000, tzinfo=UTC)
HSTC = Hstc(domain_hash=78926283, visitor="a1", first=AT, previous=AT, current=AT, sessions=1)
HSSC = Hssc(domain_hash=78926283, page_views=4, started=AT)
ALL = LinkParams(hstc=HSTC, hssc=HSSC, hsfp="1416815012")
QUERY = (
    "__hstc=78926283.a1.1783937475079.1783937475079.1783937475079.1&__hssc=78926283.4.1783937475079&__hsfp=1416815012"
)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        pytest.param(f"https://acme-shop.test/?{QUERY}", ALL, id="query"),
        pytest.param(f"https://acme-shop.test/?a=1&{QUERY}#top", ALL, id="query with company"),
        pytest.param(f"https://acme-shop.test/#{QUERY}", ALL, id="fragment"),
        pytest.param(f"https://acme-shop.test/#/cart?{QUERY}", ALL, id="route in the fragment"),
        pytest.param("https://acme-shop.test/?__hsfp=9d8c", LinkParams(hsfp="9d8c"), id="fingerprint alone"),
        pytest.param(
            "https://acme-shop.test/?__hstc=78926283.a1&__hssc=",
            LinkParams(torn=(("__hstc", "78926283.a1"), ("__hssc", ""))),
            id="torn cookies",
        ),
        pytest.param("https://acme-shop.test/?hstc=1", None, id="none"),
        pytest.param("", None, id="empty"),
    ],
)
def test_link_parameters_are_found(url: str, found: LinkParams | None) -> None:
    assert LinkParams.find(url) == found


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        pytest.param("https://acme-shop.test/", f"https://acme-shop.test/?{QUERY}", id="no query"),
        pytest.param(
            "https://acme-shop.test/?a=1#top", f"https://acme-shop.test/?a=1&{QUERY}#top", id="before the fragment"
        ),
        pytest.param("https://acme-shop.test/?__hsfp=1&a=%20", f"https://acme-shop.test/?a=%20&{QUERY}", id="replaced"),
    ],
)
def test_link_parameters_are_added_as_the_tracker_adds_them(url: str, linked: str) -> None:
    assert ALL.add_to(url) == linked


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        pytest.param(f"https://acme-shop.test/?{QUERY}", "https://acme-shop.test/", id="query"),
        pytest.param(
            f"https://acme-shop.test/?a=%7e&{QUERY}&b#c", "https://acme-shop.test/?a=%7e&b#c", id="with company"
        ),
        pytest.param(f"https://acme-shop.test/#{QUERY}", "https://acme-shop.test/", id="fragment"),
        pytest.param(f"https://acme-shop.test/#/cart?{QUERY}", "https://acme-shop.test/#/cart", id="route"),
        pytest.param(
            f"https://acme-shop.test/#/cart?a=1&{QUERY}", "https://acme-shop.test/#/cart?a=1", id="route with company"
        ),
        pytest.param(f"https://acme-shop.test/?{QUERY}#a?", "https://acme-shop.test/#a?", id="fragment stays as it is"),
        pytest.param("https://acme-shop.test/?%5F%5Fhsfp=1", "https://acme-shop.test/", id="escaped"),
        pytest.param("https://acme-shop.test/?#", "https://acme-shop.test/?#", id="nothing to remove"),
    ],
)
def test_link_parameters_are_removed_and_nothing_else(url: str, bare: str) -> None:
    assert LinkParams.remove_from(url) == bare


@pytest.mark.parametrize("params", [ALL, LinkParams(hsfp="1", torn=(("__hstc", "x"),))], ids=["whole", "torn"])
def test_added_parameters_are_found_again(params: LinkParams) -> None:
    assert LinkParams.find(params.add_to("https://acme-shop.test/a?b#c")) == params


@given(st.text())
def test_no_address_is_too_strange(url: str) -> None:
    assert LinkParams.find(LinkParams.remove_from(url)) is None
