"""Addresses of pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.address import host_of, origin_of, path_of, without_fragment, without_origin


@pytest.mark.parametrize(
    ("url", "origin", "host", "rest", "path"),
    [
        pytest.param("https://acme.test/a?b#c", "https://acme.test", "acme.test", "/a?b#c", "/a", id="whole"),
        pytest.param("https://acme.test", "https://acme.test", "acme.test", "/", "/", id="no path"),
        pytest.param("https://acme.test?q=/x", "https://acme.test", "acme.test", "/?q=/x", "/", id="query at once"),
        pytest.param(
            "HTTP://Ada:x@Acme.test:8443/", "HTTP://Ada:x@Acme.test:8443", "acme.test", "/", "/", id="user and port"
        ),
        pytest.param("http://[::1]:80/a", "http://[::1]:80", "[::1]", "/a", "/a", id="IPv6"),
        pytest.param("/a?b", "", "", "/a?b", "/a", id="a path"),
        pytest.param("about", "", "", "about", "about", id="no slash"),
        pytest.param("", "", "", "", "", id="empty"),
    ],
)
def test_an_address_is_cut(url: str, origin: str, host: str, rest: str, path: str) -> None:
    assert (origin_of(url), host_of(url), without_origin(url), path_of(url)) == (origin, host, rest, path)


def test_the_fragment_is_cut_off() -> None:
    assert without_fragment("https://acme.test/a?b#c#d") == "https://acme.test/a?b"


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert all(isinstance(cut(text), str) for cut in (origin_of, host_of, without_origin, path_of, without_fragment))
