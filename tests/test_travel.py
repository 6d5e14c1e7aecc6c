"""Time that passes: sessions, visitors, timers, in a browser."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import async_playwright
from playwright.sync_api import BrowserContext, Page

from harness import Hubspot, Surroundings, expect
from harness.aio import Tap as AsyncTap
from harness.aio import expect as expect_async
from harness.errors import UsageError
from harness.stage.site import bundled_sites
from harness.wire.cookies import Hssc, Hstc
from harness.wire.hits import PageView

HOME = "https://www.acme.test/"
HALF_AN_HOUR = timedelta(minutes=30)
NOW = "() => Date.now()"

on_spa = pytest.mark.hubspot(site="spa")
on_2021 = pytest.mark.hubspot(site="spa", portal={"generation": "2021"})
# Each engine keeps cookies and clocks in its own way, which other tests here hold to one more duration or face.
whatever_the_engine = pytest.mark.only_browser("chromium")


def load(page: Page, hubspot: Hubspot) -> PageView:
    """The view of a page load, once nothing of it is under way."""
    with hubspot.window() as after:
        page.goto(HOME)
        expect(after.page_view()).to_be_sent(times=1)
    return after.timeline.page_views[0]


def hstc_of(view: PageView) -> Hstc:
    assert view.visitor.hstc
    return view.visitor.hstc


def session_of(view: PageView) -> Hssc:
    assert view.session
    return view.session


@whatever_the_engine
@on_spa
def test_without_time_the_session_goes_on(page: Page, hubspot: Hubspot) -> None:
    first, second = load(page, hubspot), load(page, hubspot)

    assert hstc_of(second) == hstc_of(first)
    assert (session_of(second).page_views, session_of(second).started) == (2, session_of(first).started)


@on_spa
def test_after_half_an_hour_a_new_session_begins(page: Page, hubspot: Hubspot) -> None:
    first = load(page, hubspot)
    hubspot.expire_session()
    second = load(page, hubspot)

    was, now = hstc_of(first), hstc_of(second)
    assert (now.visitor, now.sessions, now.first, now.previous) == (was.visitor, 2, was.first, was.current)
    assert HALF_AN_HOUR <= now.current - was.current < HALF_AN_HOUR * 2
    assert (session_of(second).page_views, session_of(second).started) == (1, now.current)
    assert second.visitor.is_new is False


@whatever_the_engine
@on_spa
def test_a_page_that_stays_open_sends_on_without_a_session(page: Page, hubspot: Hubspot) -> None:
    first = load(page, hubspot)
    hubspot.expire_session()
    page.get_by_role("link", name="About").click()
    expect(hubspot.page_view("/about")).to_come_from(first.visitor)

    later = hubspot.timeline.page_views[-1]
    assert (later.session, hstc_of(later)) == (None, hstc_of(first))


@whatever_the_engine
@on_spa
def test_after_180_days_the_visitor_is_a_new_one(page: Page, hubspot: Hubspot) -> None:
    first = load(page, hubspot)
    hubspot.expire_cookies()
    expect(hubspot.cookie("hubspotutk")).to_be_absent()
    second = load(page, hubspot)

    assert second.visitor.usertoken != first.visitor.usertoken
    assert (second.visitor.is_new, hstc_of(second).sessions) == (True, 1)


@whatever_the_engine
@on_spa
def test_every_load_renews_what_knows_the_visitor(page: Page, hubspot: Hubspot) -> None:
    first = load(page, hubspot)
    hubspot.travel(days=100)
    expect(hubspot.cookie("hubspotutk")).to_last(days=80)
    second = load(page, hubspot)
    hubspot.travel(days=100)
    third = load(page, hubspot)
    hubspot.travel(days=100)
    hubspot.travel(days=100)

    assert [view.visitor.usertoken for view in (second, third)] == [first.visitor.usertoken] * 2
    assert hstc_of(third).sessions == 3
    expect(hubspot.cookie("hubspotutk")).to_be_absent()


@whatever_the_engine
@on_2021
def test_an_older_generation_knows_the_visitor_longer(page: Page, hubspot: Hubspot) -> None:
    first = load(page, hubspot)
    hubspot.travel(days=389)
    known = load(page, hubspot)
    hubspot.expire_cookies()

    assert known.visitor.usertoken == first.visitor.usertoken
    expect(hubspot.cookie("hubspotutk")).to_be_absent()


@on_spa
def test_the_sites_own_cookies_grow_older_as_well(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    page.evaluate("() => { document.cookie = 'login=1; max-age=3600'; }")
    page.evaluate("() => { document.cookie = 'theme=dark; max-age=172800'; document.cookie = 'tab=7'; }")
    hubspot.travel(hours=36)

    left = {cookie["name"]: cookie["expires"] - time.time() for cookie in page.context.cookies()}
    assert page.evaluate("() => document.cookie.includes('tab=7')")
    assert "login" not in left
    assert left["theme"] == pytest.approx(12 * 3600, abs=60)


@on_spa
def test_a_cookie_stays_with_the_hosts_that_it_was_for(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    page.evaluate("() => { document.cookie = 'own=1; max-age=7200'; }")
    page.evaluate("() => { document.cookie = 'shared=1; max-age=7200; domain=acme.test'; }")
    before = {cookie["name"]: cookie["domain"] for cookie in page.context.cookies()}
    hubspot.travel(minutes=10)
    page.evaluate("() => { document.cookie = 'own=2; max-age=7200'; }")

    assert {cookie["name"]: cookie["domain"] for cookie in page.context.cookies()} == before
    assert page.evaluate("() => document.cookie").count("own=") == 1


@on_spa
def test_time_passes_for_every_page(page: Page, context: BrowserContext, hubspot: Hubspot) -> None:
    page.goto(HOME)
    other = context.new_page()
    other.goto(HOME)
    before = page.evaluate(NOW)
    hubspot.travel(minutes=30)
    later = context.new_page()
    later.goto(HOME)

    clocks = [each.evaluate(NOW) - before for each in (page, other, later)]
    assert min(clocks) >= HALF_AN_HOUR.total_seconds() * 1000
    assert max(clocks) < HALF_AN_HOUR.total_seconds() * 2000


@on_spa
def test_timers_that_are_due_meanwhile_fire_once_or_as_often_as_they_are_due(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    expect(hubspot.page_view()).to_be_sent()
    page.evaluate("() => { setInterval(() => _hsq.push(['trackPageView']), 20000); }")
    with hubspot.window() as asleep:
        hubspot.travel(minutes=1)
    expect(asleep.call("trackPageView")).to_be_sent()
    assert len(asleep.timeline.page_views) <= 1
    with hubspot.window() as awake:
        hubspot.run_timers(60)

    assert len(awake.timeline.calls) == 3
    expect(hubspot.cookie("__hssc")).to_last(minutes=29)


@whatever_the_engine
@pytest.mark.hubspot(site="spa", clock=False)
def test_without_the_virtual_clock_no_time_passes(hubspot: Hubspot) -> None:
    with pytest.raises(UsageError, match="which clock=False leaves out"):
        hubspot.expire_session()


@whatever_the_engine
@pytest.mark.browser
def test_time_passes_for_tests_that_await(browser_name: str, browser_type_launch_args: dict[str, Any]) -> None:
    async def walk() -> list[PageView]:
        async with async_playwright() as playwright, AsyncTap(Surroundings(site=bundled_sites()["spa"])) as tap:
            browser = await getattr(playwright, browser_name).launch(**browser_type_launch_args)
            context = await browser.new_context(**tap.context_args())
            hubspot = await tap.attach(context)
            page = await context.new_page()
            await page.goto(HOME)
            await expect_async(hubspot.page_view()).to_be_sent(times=1)
            await hubspot.expire_session()
            await page.reload()
            await expect_async(hubspot.page_view()).to_be_sent(times=2)
            await hubspot.expire_cookies()
            await page.reload()
            await expect_async(hubspot.page_view()).to_be_sent(times=3)
            await hubspot.run_timers(1)
            await hubspot.travel(minutes=1)
            await browser.close()
            return list(hubspot.timeline.page_views)

    with ThreadPoolExecutor(1) as pool:  # In this thread Playwright's own loop may be running.
        first, second, third = map(hstc_of, pool.submit(asyncio.run, walk()).result())

    assert (first.sessions, second.sessions, third.sessions) == (1, 2, 1)
    assert first.visitor == second.visitor != third.visitor
