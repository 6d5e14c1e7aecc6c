"""Links that hand the visitor over, and links that do not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from harness.audit.testing import page_view, timeline
from harness.capture.timeline import Entry
from harness.expect.testing import Seen
from harness.sync import expect
from harness.wire.cookies import Hssc, Hstc
from tests.expect.lookups import cookie, link

Failure = Callable[[Callable[[], object]], str]

ADA, GRACE = "a" * 32, "9" * 32
SHOP = "https://acme-shop.test/"
HSTC, HSSC, HSFP = f"7.{ADA}.1000.1000.1000.1", "7.1.1000", "f" * 32
LINKED = f"{SHOP}?colour=red&__hstc={HSTC}&__hssc={HSSC}&__hsfp={HSFP}#offers"
STRANGE = f"{SHOP}?__hstc={HSTC.replace(ADA, GRACE)}&__hssc={HSSC}&__hsfp={HSFP}"
JAR = (cookie("__hstc", HSTC), cookie("__hssc", HSSC))
VIEW = page_view("/", usertoken=ADA, fingerprint=HSFP)
COPIES = replace(page_view("/", hstc=Hstc.parse(HSTC), fingerprint=HSFP), session=Hssc.parse(HSSC))


class Nowhere:
    """Stands for a locator whose links have been read."""

    def evaluate_all(self, expression: str) -> object:
        raise AssertionError(expression)

    def __str__(self) -> str:
        return "Nowhere"


def links(*entries: Entry) -> Any:
    """The expectation of the links among the entries."""
    seen = Seen(timeline(*entries))
    return expect(seen.link(Nowhere()))


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param((VIEW, *JAR, link(LINKED)), id="the values of the cookies"),
        pytest.param((VIEW, *JAR, link(LINKED), link(f"{LINKED}2")), id="several links"),
        pytest.param((COPIES, link(LINKED)), id="the copies in a hit"),
        pytest.param((VIEW, link(LINKED)), id="the usertoken alone, without cookies"),
        pytest.param((VIEW, cookie("__hstc", domain=".other.test"), link(LINKED)), id="cookies of another domain"),
        pytest.param((link(LINKED),), id="whole values, of a visitor of whom nothing is known"),
        pytest.param((VIEW, *JAR, link(f"{SHOP}#__hstc={HSTC}&__hssc={HSSC}&__hsfp={HSFP}")), id="behind the hash"),
        pytest.param((VIEW, *JAR, link(LINKED, page_url="")), id="an address alone"),
    ],
)
def test_links_that_carry_the_visitors_own_values_are_linked(entries: tuple[Entry, ...]) -> None:
    links(*entries).to_be_linked_to("acme-shop.test")

    with pytest.raises(AssertionError):
        links(*entries).not_to_be_linked_to("acme-shop.test")


@pytest.mark.parametrize(
    ("entries", "misses"),
    [
        pytest.param((VIEW, *JAR), [], id="no link"),
        pytest.param(
            (VIEW, *JAR, link("https://docs.acme.test/", "Help")),
            [
                "nearest miss: link 'Help' to https://docs.acme.test/",
                "  host: wanted 'acme-shop.test', was 'docs.acme.test'",
            ],
            id="to another host",
        ),
        pytest.param(
            (VIEW, *JAR, link("", "Shop")),
            ["nearest miss: link 'Shop' to nowhere", "  host: wanted 'acme-shop.test', was ''"],
            id="no link at all",
        ),
        pytest.param(
            (VIEW, *JAR, link(SHOP)),
            [
                f"nearest miss: link to {SHOP}",
                f"  __hstc: wanted '{HSTC}', was nothing",
                f"  __hssc: wanted '{HSSC}', was nothing",
                f"  __hsfp: wanted '{HSFP}', was nothing",
            ],
            id="without parameters",
        ),
        pytest.param(
            (link(SHOP),),
            [
                f"nearest miss: link to {SHOP}",
                "  __hstc: wanted anything, was nothing",
                "  __hssc: wanted anything, was nothing",
                "  __hsfp: wanted anything, was nothing",
            ],
            id="without parameters, of a visitor of whom nothing is known",
        ),
        pytest.param(
            (VIEW, *JAR, link(STRANGE)),
            [f"nearest miss: link to {SHOP}", f"  __hstc: wanted '{HSTC}', was '{HSTC.replace(ADA, GRACE)}'"],
            id="of another visitor",
        ),
        pytest.param(
            (VIEW, link(STRANGE)),
            [f"nearest miss: link to {SHOP}", f"  visitor in __hstc: wanted '{ADA}', was '{GRACE}'"],
            id="of another visitor, without cookies",
        ),
        pytest.param(
            (VIEW, link(LINKED.replace(f"{HSTC}&", "torn&"))),
            [f"nearest miss: link to {SHOP}", "  __hstc: wanted anything, was 'torn'"],
            id="torn",
        ),
        pytest.param(
            (VIEW, *JAR, link(f"{SHOP}?colour=red#__hstc={HSTC}&__hssc={HSSC}&__hsfp={HSFP}")),
            [f"nearest miss: link to {SHOP}", "  parameters: wanted 'in the query', was 'behind #'"],
            id="behind the hash, where there is a query",
        ),
    ],
)
def test_what_is_wrong_with_a_link(entries: tuple[Entry, ...], misses: list[str], failure: Failure) -> None:
    links(*entries).not_to_be_linked_to(re.compile("elsewhere"))
    text = failure(lambda: links(*entries).to_be_linked_to("acme-shop.test"))

    assert re.findall(r"^(?:nearest miss:|  \S).*", text.partition("\n\ntimeline")[0], re.MULTILINE) == misses


@pytest.mark.parametrize(
    ("expectation", "text"),
    [
        pytest.param(
            lambda: links().to_be_linked_to("acme-shop.test"),
            "expected link at Nowhere to be linked to acme-shop.test\nbut no such link is in the page",
            id="no link",
        ),
        pytest.param(
            lambda: links(VIEW, *JAR, link(LINKED), link(SHOP)).to_be_linked_to(re.compile("shop")),
            "expected link at Nowhere to be linked to /shop/\nbut 1 of 2 is not",
            id="one of two is not",
        ),
        pytest.param(
            lambda: links(VIEW, *JAR, link(LINKED), link(SHOP)).not_to_be_linked_to("acme-shop.test"),
            "expected link at Nowhere not to be linked to acme-shop.test\nbut 1 of 2 is",
            id="one of two is",
        ),
        pytest.param(
            lambda: links(VIEW, *JAR, link(SHOP), link(SHOP)).to_be_linked_to("acme-shop.test"),
            "expected link at Nowhere to be linked to acme-shop.test\nbut 2 of 2 are not",
            id="none is",
        ),
        pytest.param(
            lambda: links(VIEW, *JAR, link(LINKED)).not_to_be_linked_to("acme-shop.test"),
            "expected link at Nowhere not to be linked to acme-shop.test\nbut it is",
            id="the only one is",
        ),
    ],
)
def test_what_a_failure_says(expectation: Callable[[], object], text: str, failure: Failure) -> None:
    assert failure(expectation).partition("\n\n")[0] == text


def test_the_links_that_are_not_linked_are_marked(failure: Failure) -> None:
    others = link(SHOP, "Offers"), link(f"{SHOP}cart")

    text = failure(lambda: links(VIEW, link(LINKED, "Shop"), *others).to_be_linked_to("acme-shop.test"))

    assert re.findall(r"^.*  now .*", text, re.MULTILINE) == [
        f"       now  link      'Shop' to {LINKED}",
        f"~      now  link      'Offers' to {SHOP}",
        f">      now  link      {SHOP}cart",
    ]
