"""Soft expectations, as a user sees them fail."""

from __future__ import annotations

import re

import pytest

from tests.plugin.conftest import Ran, Run

pytestmark = pytest.mark.browser

SEVERAL = """
def test_soft(page, hubspot):
    page.goto(HOME)
    expect.soft(hubspot.page_view("/about")).to_be_sent(timeout=1)
    expect.soft(hubspot.cookie("__hs_do_not_track")).to_be_present(timeout=1)
    expect.soft(page).to_have_title("Acme Bistro", timeout=1)
    expect(hubspot.page_view("/")).to_be_sent()

def test_one(page, hubspot):
    page.goto(HOME)
    expect.soft(hubspot.page_view("/about")).to_be_sent(timeout=1)
    page.get_by_role("link", name="About").click()
    expect(hubspot.page_view("/about")).to_be_sent()
"""


@pytest.fixture(scope="module")
def ran(run_once: Run) -> Ran:
    """One run for all claims."""
    return run_once(SEVERAL)


def test_soft_failures_are_told_together_when_the_test_is_over(ran: Ran) -> None:
    told = ran.told_of("test_soft")

    assert re.findall(r"expect\.soft.*|AssertionError: .*|HubSpot tracking", told) == [
        'expect.soft(hubspot.page_view("/about")).to_be_sent(timeout=1)',
        "AssertionError: expected page view of /about to be sent",
        'expect.soft(hubspot.cookie("__hs_do_not_track")).to_be_present(timeout=1)',
        "AssertionError: expected cookie __hs_do_not_track to be present",
        "AssertionError: Page title expected to be 'Acme Bistro'",
    ]


def test_a_single_soft_failure_ends_with_the_tests_own_line(ran: Ran) -> None:
    told = ran.told_of("test_one")

    assert re.findall(r"^[>E] .*(?:expect).*", told, re.MULTILINE) == [
        '>       expect.soft(hubspot.page_view("/about")).to_be_sent(timeout=1)',
        "E       AssertionError: expected page view of /about to be sent",
    ]
