"""A tapped context from outside: what it sends is caught, whenever and with whichever API."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import async_playwright
from playwright.sync_api import Browser

from harness import Surroundings, Tap
from harness.aio import expect as expect_async
from harness.capture.capture import _source
from harness.capture.timeline import PageFault
from harness.errors import CaptureError
from harness.hubspot import AsyncTap

if TYPE_CHECKING:
    from tests.capture.conftest import Origin, Visit

Begin = Callable[..., "Visit"]
Serve = Callable[..., "Origin"]
# Whom a context belongs to is asked without its browser, and tests/audit/gather awaits in both engines.
whatever_the_engine = pytest.mark.only_browser("chromium")


def test_hits_of_a_click_that_leaves_the_page_are_caught(visit: Begin) -> None:
    seen = visit(own=True)  # Of its own, so that the hits need a new connection.
    on_click = "beacon('c1'); keepalive('c2'); image('c3')"
    seen.open(f'<a href="/next" onclick="{on_click}">Next</a>', next="<h1>Next</h1>")
    seen.page.click("a")
    seen.page.wait_for_url("**/next")
    seen.hubspot.settle()
    assert seen.numbers == ["c1", "c2", "c3"]


def test_hits_of_a_page_that_is_left_are_caught(visit: Begin) -> None:
    """The page is left five times, for a browser does not send all that a page fires while it goes."""
    seen = visit()
    on_leaving = "addEventListener('pagehide', () => { beacon('p1'); keepalive('p2'); })"
    for _ in range(5):
        seen.open(f"<script>{on_leaving}</script><a href='/next'>Next</a>", next="<h1>Next</h1>")
        seen.page.click("a")
        seen.page.wait_for_url("**/next")
    seen.hubspot.settle()
    assert set(seen.numbers) == {"p1", "p2"}


def test_large_hits_are_caught_whole(visit: Begin) -> None:
    seen = visit()
    large = "image('i&t=' + 'a'.repeat(900000)); navigator.sendBeacon(PIXEL + 'b', 'a'.repeat(60000))"
    seen.open(f"<script>{large}</script>")
    seen.hubspot.settle()
    requests = {dict(hit.raw)["n"]: hit.request for hit in seen.timeline.hits if hit.request}
    sizes = {name: (len(request.url) // 1000, len(request.body)) for name, request in requests.items()}
    assert sizes == {"i": (900, 0), "b": (0, 60_000)}


def test_the_relays_credentials_never_stand_in_a_hit(visit: Begin) -> None:
    seen = visit()
    seen.open("<script>image(1); beacon(2)</script>")
    seen.hubspot.settle()
    names = {name for hit in seen.timeline.hits if hit.request for name, _ in hit.request.headers}
    assert "user-agent" in names
    assert "proxy-authorization" not in names


@whatever_the_engine
def test_a_contexts_own_options_stay(visit: Begin) -> None:
    seen = visit({"locale": "de-DE", "viewport": {"width": 500, "height": 400}})
    seen.open("")
    told = seen.page.evaluate("() => [navigator.language, innerWidth, innerHeight]")
    assert told == ["de-DE", 500, 400]


def test_two_contexts_never_share_hits(visit: Begin) -> None:
    ada, grace = visit(own=True), visit(own=True)
    ada.open("<script>image('ada')</script>")
    grace.open("<script>image('grace')</script>")
    ada.hubspot.settle()
    grace.hubspot.settle()
    assert (ada.numbers, grace.numbers) == (["ada"], ["grace"])


def test_a_page_that_reaches_for_a_stranger_is_refused_and_its_errors_are_kept(visit: Begin) -> None:
    seen = visit()
    seen.open("<img src='https://stranger.test/a.png'><script>throw new Error('no course')</script>")
    seen.hubspot.settle()
    faults = {fault.kind: fault for fault in seen.timeline.of(PageFault)}
    assert {refusal.host for refusal in seen.timeline.refusals} == {"stranger.test"}
    assert faults["exception"].text.endswith("no course")
    assert faults["request"].url == "https://stranger.test/a.png"


@pytest.mark.only_browser("firefox")
def test_what_firefox_says_of_policies_is_no_exception_of_a_script(visit: Begin) -> None:
    seen = visit()
    policy = "<meta http-equiv=Content-Security-Policy content=\"connect-src 'none'\">"
    seen.open(f"{policy}<script>fetch('/b').catch(() => {{ throw new Error('no course') }})</script>")
    seen.hubspot.settle()
    kinds = {fault.kind: fault.text for fault in seen.timeline.of(PageFault) if fault.kind != "request"}
    assert kinds.keys() == {"csp", "exception"}
    assert ("connect-src" in kinds["csp"], kinds["exception"]) == (True, "no course")


@whatever_the_engine
def test_a_context_that_was_made_without_the_tap_is_told(browser: Browser, tap: Tap) -> None:
    context = browser.new_context()
    with pytest.raises(CaptureError, match=r"does not speak through this tap \(.*\); make it with browser.new_context"):
        tap.attach(context)
    context.close()


@whatever_the_engine
def test_a_context_of_another_tap_is_told(browser: Browser, tap: Tap) -> None:
    with Tap() as other:
        context = browser.new_context(**other.context_args())
        with pytest.raises(CaptureError, match=r"does not speak through this tap \(.*\)"):
            tap.attach(context)
        context.close()


@whatever_the_engine
def test_a_context_is_attached_once(visit: Begin, tap: Tap) -> None:
    seen = visit(own=True)
    with pytest.raises(CaptureError, match=r"cannot be listened to \(.*\); attach a context once, while it is open"):
        tap.attach(seen.page.context)


@whatever_the_engine
def test_a_context_that_is_closed_is_told(browser: Browser, tap: Tap) -> None:
    context = browser.new_context(**tap.context_args())
    context.close()
    with pytest.raises(CaptureError, match=r"cannot be listened to \(.*\); attach a context once, while it is open"):
        tap.attach(context)


@pytest.mark.parametrize("clock", [True, False])
def test_what_every_document_is_given_takes_one_byte_for_a_character(*, clock: bool) -> None:
    assert _source(clock=clock).isascii()


def test_a_tap_must_listen_before_contexts_are_made() -> None:
    with pytest.raises(CaptureError, match="does not listen yet; use it as 'with Tap"):
        Tap().context_args()


def test_a_tap_starts_and_stops_as_often_as_it_is_told() -> None:
    tap = Tap(Surroundings(live=True))
    for act in (tap.stop, tap.start, tap.start, tap.stop, tap.stop, tap.start):
        act()
    assert tap.context_args()["proxy"]["server"].startswith("http://127.0.0.1:")
    tap.stop()


def test_a_tap_names_the_key_that_chromium_may_trust() -> None:
    [argument] = Tap().chromium_args
    assert re.fullmatch("--ignore-certificate-errors-spki-list=[A-Za-z0-9+/]{43}=", argument)


@whatever_the_engine
def test_the_async_api_has_the_same_face(
    visit: Begin, bench: Any, browser_name: str, browser_type_launch_args: dict[str, Any]
) -> None:
    told: dict[str, object] = {}

    async def walk() -> None:
        async with async_playwright() as playwright, AsyncTap(Surroundings(site=bench.folder)) as tap:
            browser = await getattr(playwright, browser_name).launch(**browser_type_launch_args)
            context = await browser.new_context(**tap.context_args())
            hubspot = await tap.attach(context)
            page = await context.new_page()
            await page.goto("https://www.acme.test/")
            with hubspot.window() as after:
                await page.evaluate("() => { setTimeout(() => image(1), 400); image(2); }")
                told["doubts"] = (await after.settle()).doubts
            told["hits"] = sorted(dict(hit.raw)["n"] for hit in after.timeline.hits)
            await expect_async(hubspot.page_view()).to_be_sent(times=2)
            await expect_async(hubspot.event()).not_to_be_sent()
            foreign = await browser.new_context()
            with pytest.raises(CaptureError, match="does not speak through this tap"):
                await tap.attach(foreign)
            await browser.close()

    visit().open("")
    thread = Thread(target=lambda: told.update(end=asyncio.run(walk())))
    thread.start()
    thread.join(300)
    assert told == {"doubts": (), "hits": ["1", "2"], "end": None}
