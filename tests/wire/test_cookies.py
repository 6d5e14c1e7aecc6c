"""The tracker's cookies."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.cookies import Hssc, Hstc, cookie_domain, domain_hash, hashed_domain, reaches

VISITOR = "4f3c2b1a09f8e7d6c5b4a39281706f5e"


def test_hstc_is_taken_apart() -> None:
    assert Hstc.parse(f"226818242.{VISITOR}.1783669943308.1783669943308.1783937475079.2") == Hstc(
        domain_hash=226818242,
        visitor=VISITOR,
        first=datetime(2026, 7, 10, 7, 52, 23, 308000, tzinfo=UTC),
        previous=datetime(2026, 7, 10, 7, 52, 23, 308000, tzinfo=UTC),
        current=datetime(2026, 7, 13, 10, 11, 15, 79000, tzinfo=UTC),
        sessions=2,
    )


def test_hssc_is_taken_apart() -> None:
    assert Hssc.parse("226818242.2.1783937475079") == Hssc(
        domain_hash=226818242, page_views=2, started=datetime(2026, 7, 13, 10, 11, 15, 79000, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("226818242.4f3c2b1a", id="cut short"),
        pytest.param("1.a.1.1.1.1.1", id="one part too many"),
        pytest.param("x.a.1.1.1.1", id="a hash that is no number"),
        pytest.param("1..1.1.1.1", id="no visitor"),
        pytest.param("1.a.01.1.1.1", id="a leading zero"),
        pytest.param(f"1.a.{'9' * 15}.1.1.1", id="a time beyond the year 9999"),
        pytest.param("1.a.1.1.1.1\n", id="a line break"),
    ],
)
def test_a_text_that_is_no_whole_hstc_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"__hstc|9999"):
        Hstc.parse(text)


@pytest.mark.parametrize("text", ["", "1.1", "1.1.1.1", "1.x.1", "1.-1.1"])
def test_a_text_that_is_no_whole_hssc_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no __hssc: wanted hash\.page_views\.session_start"):
        Hssc.parse(text)


@given(
    st.from_regex(
        r"[1-9][0-9]{0,8}\.[0-9a-f]{32}\.[1-9][0-9]{12}\.[1-9][0-9]{12}\.[1-9][0-9]{12}\.[1-9]", fullmatch=True
    )
)
def test_hstc_prints_as_it_was_read(text: str) -> None:
    assert str(Hstc.parse(text)) == text


@given(st.from_regex(r"[1-9][0-9]{0,8}\.[1-9][0-9]{0,3}\.[1-9][0-9]{12}", fullmatch=True))
def test_hssc_prints_as_it_was_read(text: str) -> None:
    assert str(Hssc.parse(text)) == text


@pytest.mark.parametrize(
    ("domain", "number"),
    [
        (".shop.example", 78926283),
        (".uniorg.de", 226818242),
        (".fantasy.co", 34811838),
        (".openzeppelin.com", 214186568),
        (".ouster.io", 82216777),
        (".xrpl.org", 78174987),
        ("", 0),
    ],
)
def test_a_domain_has_the_hash_that_real_cookies_carry(domain: str, number: int) -> None:
    assert domain_hash(domain) == number


@pytest.mark.parametrize(
    ("host", "domains", "chosen"),
    [
        pytest.param("www.acme.test", [".www.acme.test", ".acme.test"], ".acme.test", id="the shortest that fits"),
        pytest.param("acme.test", [".acme.test"], ".acme.test", id="the domain itself"),
        pytest.param("notacme.test", [".acme.test"], None, id="not across a label"),
        pytest.param("acme.test", [], None, id="none is configured"),
    ],
)
def test_the_cookie_domain_is_chosen(host: str, domains: list[str], chosen: str | None) -> None:
    assert cookie_domain(host, domains) == chosen


@pytest.mark.parametrize(
    ("host", "domains", "text"),
    [
        pytest.param("www.acme.test", [".acme.test"], ".acme.test", id="of the cookie domain"),
        pytest.param("a.b.shop.example", [], ".b.shop.example", id="without the first label"),
        pytest.param("acme.test", [], ".acme.test", id="two labels stay"),
        pytest.param("localhost", [], ".localhost", id="one label stays"),
    ],
)
def test_the_hashed_text_follows_the_cookie_domain(host: str, domains: list[str], text: str) -> None:
    assert hashed_domain(host, domains) == text


@pytest.mark.parametrize(
    ("domain", "host", "has_it"),
    [
        pytest.param(".acme.test", "acme.test", True, id="the domain itself"),
        pytest.param(".acme.test", "www.acme.test", True, id="a sub-domain"),
        pytest.param(".acme.test", "notacme.test", False, id="a longer word"),
        pytest.param("acme.test", "acme.test", True, id="for one host"),
        pytest.param("acme.test", "www.acme.test", False, id="for one host, not its sub-domain"),
    ],
)
def test_a_cookie_reaches_the_pages_of_its_domain(domain: str, host: str, has_it: bool) -> None:
    assert reaches(domain, host) is has_it
