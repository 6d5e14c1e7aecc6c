"""The first test of a project: true of every site that is tracked rightly, whatever it is made with."""

from __future__ import annotations

from harness.codegen.frameworks import Framework

__all__ = ["command_of", "first_test"]

SOURCE = '''\
"""The first tests of what this site tells HubSpot, written by hstrack init for {framework}.

Start your development server and run: {command}
No hit reaches HubSpot. `hstrack codegen {server}` writes the next test while you browse.
"""

from playwright.sync_api import Page

from harness import Hubspot, expect

# A link of the home page to another {moves} of this site; choose one that matters to you.
LINK = "a[href^='/']:not([href='/'], [href^='//'])"


def test_the_first_view_is_counted_once(page: Page, hubspot: Hubspot) -> None:
    page.goto("/")
    expect(hubspot.page_view("/")).to_be_sent(times=1)


def test_the_next_{moves}_is_counted_once_under_its_own_path(page: Page, hubspot: Hubspot) -> None:
    page.goto("/")
    expect(hubspot.page_view("/")).to_be_sent()
    link = page.locator(LINK).first
    path = link.get_attribute("href")
    with hubspot.window() as after:
        link.click()
        expect(after.page_view()).to_be_sent(times=1)
        expect(after.page_view(path)).to_be_sent()


def test_a_visitor_who_only_looks_is_not_identified(page: Page, hubspot: Hubspot) -> None:
    page.goto("/")
    expect(hubspot.identity()).not_to_be_sent()
'''


def first_test(framework: Framework, file: str) -> str:
    """The text of the test file for a site that is made with a framework."""
    return SOURCE.format(
        framework=framework.name, server=framework.server, moves=framework.moves, command=command_of(framework, file)
    )


def command_of(framework: Framework, file: str) -> str:
    """What runs it: `pytest --base-url http://localhost:5173 tests/test_tracking.py`."""
    return f"pytest --base-url {framework.server} {file}"
