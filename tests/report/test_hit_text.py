"""Hits for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.report.hit_text import hit_text
from harness.wire.decode import decode

PTQ = "https://track.hubspot.com/__ptq.gif"


def test_a_hit_is_shown_in_groups() -> None:
    url = (
        f"{PTQ}?k=1&sd=1920x1080&a=4242&cpi=7&pu=https%3A%2F%2Facme.test%2Fpricing&t=&cts=1783937751329"
        "&i=email%3Dada%2540acme.test&vi=a1&u=1.a&b=226818242.2.1783937475079&cc=3&zz=1"
    )

    assert hit_text(decode(url)) == (
        "page view of /pricing\n"
        "  what\n"
        "    hublet     na1\n"
        "    hit type   page view  (k)\n"
        "    portal id  4242  (a)\n"
        "    sent at    2026-07-13T10:15:51.329Z  (cts)\n"
        "  page\n"
        "    address of the page  https://acme.test/pricing  (pu)\n"
        "    title of the page    (empty)  (t)\n"
        "  content\n"
        "    content page id  7  (cpi)\n"
        "  visitor\n"
        "    usertoken                        a1  (vi)\n"
        "    copy of the __hstc cookie, torn  1.a  (u)\n"
        "  session\n"
        "    copy of the __hssc cookie  2 page views since 2026-07-13T10:11:15.079Z, domain hash 226818242  (b)\n"
        "  identity\n"
        "    identity  email=ada@acme.test  (i)\n"
        "  consent\n"
        "    consent categories  necessary, analytics  (cc)\n"
        "  browser\n"
        "    screen size  1920x1080  (sd)\n"
        "  unknown, kept as it is\n"
        "    unknown  1  (zz)"
    )


@pytest.mark.parametrize(
    ("url", "text"),
    [
        pytest.param(
            f"{PTQ}?k=1&a=x",
            f"malformed request to {PTQ}\n"
            "  a (portal id) is 'x': wanted a whole number\n"
            "  all pairs\n"
            "    k  1\n"
            "    a  x",
            id="with pairs",
        ),
        pytest.param(
            "https://acme.test/",
            "malformed request to https://acme.test/\n  'https://acme.test/' is the address of no tracking endpoint",
            id="without pairs",
        ),
    ],
)
def test_a_malformed_request_is_shown_with_its_reasons(url: str, text: str) -> None:
    assert hit_text(decode(url)) == text


@given(st.text())
def test_nothing_that_a_page_sends_moves_the_terminal(text: str) -> None:
    lines = hit_text(decode(f"{PTQ}?k=1&a=4242&t={text}")).split("\n")

    assert all(line.isprintable() for line in lines)
