"""What a test asks of one browser context: what is looked up, parts of a visit, and windows of it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.async_api import async_playwright
from playwright.sync_api import BrowserContext, Page

from harness import Hubspot, Surroundings, expect
from harness.aio import Tap as AsyncTap
from harness.aio import expect as expect_async
from harness.errors import CaptureError, UsageError
from harness.stage.site import bundled_sites

HOME = "https://www.acme.test/"
SHOP = "acme-shop.test"

in_the_shop = pytest.mark.hubspot(site="shop-cross-domain")
on_spa = pytest.mark.hubspot(site="spa")
asking_first = pytest.mark.hubspot(site="spa", portal={"consent": {"policy": "opt-in"}})
# What is judged, and looked up again, in Python alone; tests/audit/gather awaits in both engines.
whatever_the_engine = pytest.mark.only_browser("chromium")


@in_the_shop
def test_links_hand_the_visitor_over_with_the_visitors_own_values(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    links = page.get_by_role("link", name="Shop")

    expect(hubspot.link(links)).to_be_linked_to(SHOP)
    expect(hubspot.link(page.get_by_role("link", name="Products"))).not_to_be_linked_to(SHOP)
    links.first.click()
    expect(hubspot.link(page.url)).to_be_linked_to(SHOP)
    expect(hubspot.link(page.url.replace("__hssc", "hssc"))).not_to_be_linked_to(SHOP)


@whatever_the_engine
@in_the_shop
def test_a_link_is_read_again_until_it_is_linked(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    expect(hubspot.page_view("/")).to_be_sent()
    page.evaluate(
        """() => {
          const undecorated = "https://acme-shop.test/late";
          document.body.insertAdjacentHTML("beforeend", `<p><a id="late" href="${undecorated}"><b>Late</b></a></p>`);
          const late = document.getElementById("late");
          const decorated = late.href;
          late.href = undecorated;
          setTimeout(() => { late.href = decorated; }, 400);
        }"""
    )

    expect(hubspot.link(page.locator("#late b"))).to_be_linked_to(SHOP)


@in_the_shop
def test_links_of_pictures_count_and_what_is_no_link_does_not(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    expect(hubspot.page_view("/")).to_be_sent()
    address = page.get_by_role("link", name="Shop").first.get_attribute("href")
    page.set_content(f"<svg><a href='{address}'><text>Shop</text></a></svg><h1>Shop</h1>")

    expect(hubspot.link(page.locator("svg a"))).to_be_linked_to(SHOP)
    with pytest.raises(AssertionError, match=r"nearest miss: link 'Shop' to nowhere"):
        expect(hubspot.link(page.locator("h1"))).to_be_linked_to(SHOP, timeout=1)


@in_the_shop
def test_cookies_are_those_of_the_hosts_that_have_them(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)

    expect(hubspot.cookie("hubspotutk", host="docs.acme.test")).to_be_present()
    expect(hubspot.cookie("hubspotutk", host=SHOP)).to_be_absent()
    expect(hubspot.cookie("__hstc")).to_last(days=180)
    expect(hubspot.cookie("__hssc")).to_last(minutes=30)
    expect(hubspot.cookie("__hssrc")).not_to_last(minutes=30)


@whatever_the_engine
@on_spa
def test_a_cookie_is_looked_up_again_until_it_is_there(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    page.evaluate("() => { setTimeout(() => { document.cookie = '__hs_do_not_track=yes; max-age=60'; }, 400); }")

    expect(hubspot.cookie("__hs_do_not_track", value="yes")).to_be_present()


@whatever_the_engine
@on_spa
def test_an_absent_cookie_is_judged_once_timers_have_run(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    expect(hubspot.page_view("/")).to_be_sent()
    page.evaluate("() => { setTimeout(() => { document.cookie = 'hs_dbg=1'; }, 3000); }")

    with pytest.raises(AssertionError, match="expected cookie hs_dbg to be absent\nbut it is there"):
        expect(hubspot.cookie("hs_dbg")).to_be_absent(timeout=1)


@asking_first
def test_consent_is_what_the_visitor_chose(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)

    expect(hubspot).not_to_have_consent()
    expect(hubspot.cookie()).to_be_absent()
    page.get_by_role("button", name="Accept").click()
    expect(hubspot).to_have_consent(analytics=True, advertisement=True, functionality=True)
    expect(hubspot.cookie("__hs_cookie_cat_pref")).to_last(days=180)
    page.evaluate("_hsp.push(['revokeCookieConsent'])")
    expect(hubspot).to_have_consent(analytics=False)
    expect(hubspot.cookie("hubspotutk")).to_be_absent()


@in_the_shop
def test_parts_of_a_visit_are_its_pages_frames_and_hosts(page: Page, context: BrowserContext, hubspot: Hubspot) -> None:
    page.goto(HOME)
    other = context.new_page()
    other.goto("https://docs.acme.test/")
    other.evaluate("document.body.insertAdjacentHTML('beforeend', '<iframe src=/first-night></iframe>')")

    expect(hubspot.on(page=page)).to_have_walked("/")
    expect(hubspot.on(page=other)).to_have_walked("/", "/first-night")
    expect(hubspot.on(page=other, frame="top")).to_have_walked("/")
    expect(hubspot.on(frame="/first-night").call("addIdentityListener")).to_be_sent(times=1)
    expect(hubspot.on(host="docs.acme.test", frame="top").page_view()).to_be_sent(times=1)
    assert hubspot.on(host="docs.acme.test").visitor == hubspot.on(page=other).visitor


@whatever_the_engine
@on_spa
def test_parts_and_windows_go_together(page: Page, context: BrowserContext, hubspot: Hubspot) -> None:
    page.goto(HOME)
    expect(hubspot.page_view("/")).to_be_sent()
    with hubspot.on(page=page).window() as after:
        context.new_page().goto(f"{HOME}courses")
        page.get_by_role("link", name="About").click()

        expect(after).to_have_walked("/about")
        expect(after.call("setPath")).to_be_sent(times=1)
        expect(after.call("setPath", "/courses")).not_to_be_sent()
        expect(hubspot.call("setPath", "/courses")).to_be_sent()


@whatever_the_engine
@on_spa
def test_cookies_and_links_are_as_they_are_now_in_every_window(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    expect(hubspot.cookie("hubspotutk")).to_be_present()
    with hubspot.window() as after:
        expect(after.cookie("hubspotutk")).to_be_present()
        expect(after).to_have_consent()


@whatever_the_engine
@on_spa
def test_what_is_no_page_of_the_context_is_told(page: Page, hubspot: Hubspot) -> None:
    with pytest.raises(UsageError) as caught:
        hubspot.on(page="/about")

    assert str(caught.value) == "on(page=) takes a page of this browser context, not '/about'"


@whatever_the_engine
@on_spa
def test_a_locator_that_cannot_be_read_is_told(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    with pytest.raises(
        CaptureError, match=r"^cookies and links cannot be read \(.*\); expect them while the page is open"
    ):
        expect(hubspot.link(page.locator("a[["))).to_be_linked_to(SHOP)


@whatever_the_engine
@on_spa
def test_a_predicate_that_raises_while_a_hit_arrives_is_told_in_the_test(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    with hubspot.window() as after:
        page.evaluate("setTimeout(() => _hsq.push(['trackPageView']), 300)")
        with pytest.raises(UsageError, match=r"<lambda> was asked about 'Acme Academy' and raised TypeError"):
            expect(after.page_view(title=lambda title: title > 3)).to_be_sent()


@whatever_the_engine
def test_the_async_face_looks_up_the_same(browser_name: str, browser_type_launch_args: dict[str, Any]) -> None:
    async def visit() -> None:
        site = Surroundings(site=bundled_sites()["shop-cross-domain"])
        async with async_playwright() as playwright, AsyncTap(site) as tap:
            browser = await getattr(playwright, browser_name).launch(**browser_type_launch_args)
            context = await browser.new_context(**tap.context_args())
            hubspot = await tap.attach(context)
            page = await context.new_page()
            await page.goto(HOME)
            await expect_async(hubspot.link(page.get_by_role("link", name="Shop"))).to_be_linked_to(SHOP)
            await expect_async(hubspot.cookie("hubspotutk")).to_last(days=180)
            await expect_async(hubspot.cookie(host=SHOP)).to_be_absent()
            await expect_async(hubspot).to_have_consent()
            await expect_async(hubspot.on(page=page, frame="top")).to_have_walked("/")
            with pytest.raises(AssertionError, match="but it is there"):
                await expect_async(hubspot.cookie("hubspotutk")).to_be_absent(timeout=1)
            await browser.close()
            with pytest.raises(CaptureError, match="expect them while the page is open"):
                await expect_async(hubspot.cookie("hubspotutk")).to_be_present()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, visit()).result()
