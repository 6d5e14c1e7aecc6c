"""Which addresses a pattern of a plan names."""

from __future__ import annotations

import pytest

from harness.plan.address import Address, flaw

HOST = "https://www.acme.test"


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        pytest.param("/", f"{HOST}", id="the root of a bare host"),
        pytest.param("/about", f"{HOST}/about", id="a path"),
        pytest.param("/about", f"{HOST}/about?from=mail#team", id="query and fragment are left open"),
        pytest.param("/about", "/about", id="a path alone"),
        pytest.param("/caf%C3%A9", f"{HOST}/café", id="encoded in the plan"),
        pytest.param("/café", f"{HOST}/caf%C3%A9", id="encoded in the address"),
        pytest.param("/courses/*", f"{HOST}/courses/Math101", id="one step"),
        pytest.param("/courses/*/book", f"{HOST}/courses/Math101/book", id="a step in the middle"),
        pytest.param("/shop-*", f"{HOST}/shop-birds", id="the rest of a step"),
        pytest.param("/account/**", f"{HOST}/account", id="the page above"),
        pytest.param("/account/**", f"{HOST}/account/orders/7", id="every page below"),
        pytest.param("/**/edit", f"{HOST}/a/b/edit", id="any number of steps"),
        pytest.param("/**", HOST, id="every page"),
        pytest.param("/?level=*", f"{HOST}/?level=advanced", id="a query"),
        pytest.param("/#/about", f"{HOST}/#/about", id="a route in the fragment"),
        pytest.param("/#/courses", f"{HOST}/#/courses?level=advanced", id="its query is left open"),
        pytest.param("/#/courses?level=advanced", f"{HOST}/#/courses?level=advanced", id="its query is named"),
        pytest.param("www.acme.test", f"{HOST}/any/where", id="a host"),
        pytest.param("WWW.acme.test/about", f"{HOST}:8443/about", id="a host has no case and its port is left open"),
        pytest.param("*.acme.test/cart", "https://eu.shop.acme.test/cart", id="sub-domains"),
        pytest.param("localhost/**", "http://localhost:5173/a", id="this machine"),
        pytest.param("/a+(b)", f"{HOST}/a+(b)", id="signs that mean something elsewhere"),
        pytest.param("/x%2A", f"{HOST}/x*", id="a star that is meant"),
    ],
)
def test_a_pattern_covers(pattern: str, url: str) -> None:
    assert Address(pattern).covers(url)


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        pytest.param("/about", None, id="no address"),
        pytest.param("/about", f"{HOST}/about/", id="a slash at the end"),
        pytest.param("/about", f"{HOST}/About", id="another case"),
        pytest.param("/courses/*", f"{HOST}/courses/Math101/book", id="a step too many"),
        pytest.param("/courses/*", f"{HOST}/courses", id="a step too few"),
        pytest.param("/account/**", f"{HOST}/accounts", id="the beginning of a step"),
        pytest.param("/?level=advanced", f"{HOST}/", id="no query"),
        pytest.param("/?level=advanced", f"{HOST}/?level=beginner", id="another query"),
        pytest.param("/#/about", f"{HOST}/", id="no fragment"),
        pytest.param("/#/courses?level=advanced", f"{HOST}/#/courses", id="no query in the fragment"),
        pytest.param("shop.acme.test", f"{HOST}/", id="another host"),
        pytest.param("shop.acme.test/cart", "/cart", id="no host"),
        pytest.param("*.acme.test", "https://acme.test/", id="the domain itself"),
    ],
)
def test_a_pattern_does_not_cover(pattern: str, url: str | None) -> None:
    assert not Address(pattern).covers(url)


@pytest.mark.parametrize("text", ["/", "/courses/*", "shop.acme.test/cart", "*.acme.test", "localhost", "*/about"])
def test_an_address_is_a_path_or_a_host(text: str) -> None:
    assert flaw(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://www.acme.test/about", "leave out the scheme: 'www.acme.test/about'"),
        ("courses", "wanted a path such as /courses/* or a host such as shop.acme.test/**"),
        ("", "wanted a path such as /courses/* or a host such as shop.acme.test/**"),
        ("?a=1", "wanted a path such as /courses/* or a host such as shop.acme.test/**"),
    ],
    ids=["a whole URL", "a path without its slash", "nothing", "a query alone"],
)
def test_what_is_no_address_is_told(text: str, told: str) -> None:
    assert flaw(text) == told


def test_where_an_address_stands_makes_no_difference() -> None:
    assert Address("/about", line=3) == Address("/about")
