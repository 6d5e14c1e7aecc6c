"""The selector by which a link is found again."""

from __future__ import annotations

import pytest

from harness.audit.gather.link_selector import link_selector


@pytest.mark.parametrize(
    ("href", "quoted"),
    [
        pytest.param("/pricing", '"/pricing"', id="a path"),
        pytest.param("/über-uns", '"/über-uns"', id="letters beyond ASCII stay"),
        pytest.param('/say "yes"', '"/say \\22 yes\\22 "', id="quotation marks"),
        pytest.param("/a\\b\nc", '"/a\\5c b\\a c"', id="backslashes and line breaks"),
    ],
)
def test_an_href_is_quoted_as_css_wants_it(href: str, quoted: str) -> None:
    assert link_selector(href).split(", ")[0] == f"a[href={quoted}]"


def test_a_link_is_found_after_link_parameters_were_added_to_it() -> None:
    assert link_selector("https://acme-shop.test/?cart=7#top") == (
        'a[href="https://acme-shop.test/?cart=7#top"], '
        'a[href^="https://acme-shop.test/?cart=7?__hstc="], '
        'a[href^="https://acme-shop.test/?cart=7&__hstc="]'
    )
