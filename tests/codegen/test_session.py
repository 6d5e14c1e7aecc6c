"""Somebody browses, and it is told what they did: here without a window."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from pathlib import Path
from typing import cast

import pytest
from playwright.async_api import Browser, Page, Playwright

from harness.capture.launch import launch
from harness.capture.tap import BareTap, Surroundings
from harness.codegen import session
from harness.codegen.recorder import naming_elements
from harness.codegen.session import Wanted, recorded
from harness.errors import PageError
from harness.stage.browsers import FoundBrowser, find_browser
from harness.stage.places import Engine

HOME = "https://www.acme.test/"
SITE = f"""
title = "Everything that can be done"
start = "{HOME}"

[[host]]
name = "www.acme.test"
"""
PAGE = """<!doctype html>
<title>Everything</title>
<form onsubmit="event.preventDefault()">
  <label>E-mail <input type="email"></label>
  <label>Password <input type="password"></label>
  <label>News <input type="checkbox"></label>
  <label>Terms <input type="checkbox" hidden></label>
  <label for="size">Size</label> <select id="size"><option>S</option><option>M</option></select>
  <button>Send</button>
</form>
<p contenteditable aria-label="Note" role="textbox"></p>
<button type="button" onclick="history.pushState(null, '', '/step')">Step</button>
<button type="button" onclick="history.back()">Return</button>
<a href="/help" target="_blank">Help</a>
<iframe title="Offer" srcdoc="<button onclick='frameElement.remove()'>Dismiss</button>"></iframe>
"""

Visit = Callable[[Page, "Future[None]"], Awaitable[None]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages, without any tracking code."""
    (tmp_path / "site.toml").write_text(SITE)
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "help.html").write_text("<!doctype html><title>Help</title><h1>Help</h1>")
    return tmp_path


@pytest.fixture
def lines_of(browser_name: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Lets somebody browse, in a browser without a window; what they did, as lines of a test."""

    async def without_window(playwright: Playwright, found: FoundBrowser, tap: BareTap, *, headless: bool) -> Browser:
        return await launch(playwright, found, tap)

    def lines(visit: Visit, start: str = HOME) -> list[str]:
        monkeypatch.setattr(session, "launch", without_window)
        monkeypatch.setattr(session, "browse", visit)
        around = Surroundings(site=site, clock=False)
        course, _ = recorded(Wanted(start=start, around=around, browser=find_browser(cast("Engine", browser_name))))
        return [action.code for action in course.actions]

    return lines


@pytest.mark.browser
@pytest.mark.only_browser("chromium")  # The recorder is Playwright's script and ours; tests/cli records in Firefox.
def test_what_somebody_does_is_told_as_the_lines_of_a_test(lines_of: Callable[..., list[str]]) -> None:
    async def visit(page: Page, over: Future[None]) -> None:
        await steps_in_the_history(page)
        await gestures(page)
        await page.close()

    assert lines_of(visit) == [f'page.goto("{HOME}")', *STEPS, *GESTURES]


async def gestures(page: Page) -> None:
    """Everything that can be done to elements; a click beside all of them is none, and a frame may be gone by it."""
    await page.frame_locator("iframe").get_by_role("button", name="Dismiss").click()
    await page.get_by_label("E-mail").click()
    await page.get_by_label("E-mail").press_sequentially("ada@acme.test")
    await page.get_by_label("E-mail").press("Enter")
    await page.get_by_label("Password").press_sequentially("secret")
    await page.get_by_text("News").click()
    await page.get_by_label("News").press("Space")
    await page.get_by_text("Terms").click()
    await page.get_by_label("Size").focus()
    await page.keyboard.press("m")
    await page.get_by_label("Note").press_sequentially("Hi")
    await page.get_by_role("button", name="Send").click()
    await page.mouse.click(1, 1)


# With the names that Playwright gives.
GESTURES = [
    'page.locator(\'iframe[title="Offer"]\').content_frame.get_by_role("button", name="Dismiss").click()',
    'page.get_by_role("textbox", name="E-mail").fill("ada@acme.test")',
    'page.get_by_role("textbox", name="E-mail").press("Enter")',
    'page.get_by_role("textbox", name="Password").fill(os.environ["TEST_PASSWORD"])',
    'page.get_by_role("checkbox", name="News").check()',
    'page.get_by_role("checkbox", name="News").uncheck()',
    'page.get_by_text("Terms").click()',
    'page.get_by_label("Size").select_option("M")',
    'page.get_by_role("textbox", name="Note").fill("Hi")',
    'page.get_by_role("button", name="Send").click()',
]


async def steps_in_the_history(page: Page) -> None:
    """The visitor's own, one that a script takes, and another page."""
    await page.reload()
    await page.get_by_role("button", name="Step").click()
    await page.go_back()
    await page.go_forward()
    await page.get_by_role("button", name="Return").click()
    await page.wait_for_url(HOME)
    async with page.expect_popup() as opened:
        await page.get_by_role("link", name="Help").click()
    help_page = await opened.value
    await help_page.wait_for_load_state()
    await help_page.get_by_role("heading").click()
    await help_page.close()


# The step that a script took is none of the visitor's.
STEPS = [
    "page.reload()",
    'page.get_by_role("button", name="Step").click()',
    "page.go_back()",
    "page.go_forward()",
    'page.get_by_role("button", name="Return").click()',
    'page.get_by_role("link", name="Help").click()',
    'page2.get_by_role("heading", name="Help").click()',
]


@pytest.mark.browser
@pytest.mark.only_browser("chromium")  # Firefox makes no double click of two that Playwright sends.
def test_a_double_click_is_told(lines_of: Callable[..., list[str]]) -> None:
    async def visit(page: Page, over: Future[None]) -> None:
        await page.get_by_role("button", name="Send").dblclick()
        await page.close()

    assert lines_of(visit)[1:] == ['page.get_by_role("button", name="Send").dblclick()']


@pytest.mark.browser
@pytest.mark.only_browser("chromium")  # The relay refuses the host, to every browser.
def test_a_page_that_cannot_be_opened_is_told(lines_of: Callable[..., list[str]]) -> None:
    with pytest.raises(PageError, match=r"^https://gone\.test/: "):
        lines_of(session.browse, start="https://gone.test/")


@pytest.mark.parametrize("usual", [{}, {"PWDEBUG": "1"}], ids=["unset", "set"])
def test_the_environment_is_as_before(usual: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(usual))

    with naming_elements():
        meanwhile = dict(os.environ)

    assert (meanwhile, os.environ) == ({"PWDEBUG": "console"}, usual)
