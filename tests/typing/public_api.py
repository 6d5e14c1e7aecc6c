"""Uses every public name as users do; it only has to type-check (`mypy --strict`)."""

from __future__ import annotations

import re
from datetime import timedelta
from unittest.mock import ANY

from playwright.async_api import Browser as AsyncBrowser
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Browser, Locator, Page

from harness import HarnessError, Hubspot, Surroundings, Tap, aio, expect
from harness.api.call import ApiCall
from harness.api.client import CollectorClient
from harness.audit.testing import event, page_view, push, timeline, visit
from harness.audit.visit import Visit
from harness.capture.causes import Cause
from harness.capture.timeline import QueueCall, SourceLine, Timeline
from harness.expect.match import Wanted
from harness.expect.query import CallQuery, CookieQuery, HitQuery, LinkQuery
from harness.expect.strict import Problem, strictness
from harness.expect.testing import Seen
from harness.hubspot import AsyncHubspot, AsyncTap
from harness.hubspot_api import HubspotApi
from harness.plan.plan import Plan
from harness.wire.hits import CustomEvent, PageView, Visitor


def is_course(value: str) -> bool:
    return value.startswith("Math")


def queries(hubspot: Hubspot) -> tuple[HitQuery | CallQuery, ...]:
    value: Wanted = re.compile("^/docs/")
    return (
        hubspot.page_view("/pricing"),
        hubspot.page_view(path=value, title=re.compile("Pricing"), host="www.acme.test", portal_id=4242),
        hubspot.page_view(url=ANY, referrer=ANY, canonical=ANY, previous_path="/"),
        hubspot.event(),
        hubspot.event("pe4242_course_registration", course_id=is_course, price=20.5, coupon=None),
        hubspot.legacy_event(id="000000002100", value=20),
        hubspot.identity(),
        hubspot.identity(email="ada@acme.test", id=7, plan="gold"),
        hubspot.click(hs_element_text="Buy"),
        hubspot.form("submission", form_id="f1", email="ada@acme.test"),
        hubspot.consent("approved"),
        hubspot.hit(host="www.acme.test", path="/", url=ANY, title=ANY, portal_id=4242, hublet="eu1", usertoken=ANY),
        hubspot.call("identify", {"email": ANY}, queue="_hsq"),
    )


def servers(hubspot_api: HubspotApi, hubspot: Hubspot) -> tuple[ApiCall, ...]:
    expect(hubspot_api.event("pe4242_paid", email=ANY, object_id=7, usertoken=ANY, plan="gold")).to_be_sent(times=1)
    expect(hubspot_api.legacy_event("Bought", value=20, email=ANY)).to_carry(email=ANY)
    expect(hubspot_api.contact("ada@acme.test", firstname="Ada")).to_come_before(hubspot_api.company(name="Acme"))
    expect(hubspot_api.record("deals", amount=90)).not_to_be_sent()
    expect(hubspot_api.form("f1", email=ANY)).to_come_from(hubspot)
    hubspot_api.reset()
    client = CollectorClient(hubspot_api.base_url)
    client.reset()
    return (*hubspot_api.calls, *hubspot_api.good, *hubspot_api.bad, *client.calls, *client.good, *client.bad)


def looked_up(hubspot: Hubspot, page: Page) -> tuple[CookieQuery | LinkQuery, ...]:
    return (
        hubspot.cookie(),
        hubspot.cookie("hubspotutk", host="www.acme.test", value=ANY),
        hubspot.link(page.get_by_role("link", name="Shop")),
        hubspot.link(page.url),
    )


def parts(hubspot: Hubspot, page: Page) -> tuple[Hubspot, ...]:
    return (
        hubspot.on(page=page),
        hubspot.on(frame="top", host=re.compile("acme")),
        hubspot.on(portal_id=4242),
    )


def test_states(hubspot: Hubspot, page: Page) -> None:
    expect(hubspot.cookie("hubspotutk")).to_be_present()
    expect(hubspot.cookie("hubspotutk")).not_to_be_present(timeout=100)
    expect(hubspot.cookie()).to_be_absent()
    expect(hubspot.cookie("__hstc")).not_to_be_absent()
    expect(hubspot.cookie("__hstc")).to_last(days=180)
    expect(hubspot.cookie("__hssc")).not_to_last(days=0.5, minutes=30, timeout=100)
    expect(hubspot.link(page.url), "the way to the shop").to_be_linked_to("acme-shop.test")
    expect(hubspot.link(page.locator("a"))).not_to_be_linked_to(re.compile("acme"), timeout=100)
    expect(hubspot).to_have_consent()
    expect(hubspot).not_to_have_consent(analytics=True, advertisement=False, functionality=None, timeout=100)
    expect(hubspot.on(page=page)).to_have_walked("/")


def test_soft(hubspot: Hubspot, page: Page) -> None:
    expect.soft(hubspot.page_view("/"), "the home page").to_be_sent(times=1)
    expect.soft(hubspot).to_have_walked("/")
    expect.soft(page).to_have_title("Home")
    with hubspot.on(page=page).window() as after:
        expect.soft(after.call("setPath")).not_to_be_sent()


def test_sync(hubspot: Hubspot, page: Page, browser: Browser) -> None:
    expect.set_options(timeout=2_000)
    expect(hubspot.page_view("/pricing")).to_be_sent()
    expect(hubspot.page_view("/pricing"), "the price list counts").to_be_sent(times=1, timeout=1_000)
    expect(hubspot.hit()).not_to_be_sent()
    expect(hubspot.event("pe4242_course")).to_carry(course_id="Math101")
    expect(hubspot.event("pe4242_course")).to_carry({"not a word": 1}, timeout=500)
    expect(hubspot.event("pe4242_course")).not_to_carry(email=ANY)
    expect(hubspot.identity(email="ada@acme.test")).to_arrive_with(hubspot.page_view("/home"))
    expect(hubspot.identity()).not_to_arrive_with(hubspot.page_view("/"))
    expect(hubspot.page_view()).to_come_before(hubspot.event())
    expect(hubspot.hit()).not_to_come_before(hubspot.consent("approved"))
    expect(hubspot.event()).to_come_after(hubspot.call("identify"))
    expect(hubspot.event()).not_to_come_after(hubspot.consent("revoked"))
    expect(hubspot.page_view(host="acme-shop.test")).to_come_from(hubspot)
    expect(hubspot.page_view()).to_come_from(Visitor(usertoken="0" * 32))
    expect(hubspot.page_view()).not_to_come_from("0" * 32)
    expect(hubspot.call("trackEvent")).not_to_be_sent()
    expect(hubspot).to_have_walked("/", "/pricing", re.compile("^/docs"))
    expect(hubspot).not_to_have_walked("/", "/")
    expect(hubspot).to_match_plan()
    expect(hubspot).to_match_plan("plans/shop.yaml", complete=True, timeout=1_000)
    expect(hubspot).not_to_match_plan(Plan(portal_id=4242))

    locator: Locator = page.get_by_role("heading")
    expect(page).to_have_title("Home")
    expect(locator).to_be_visible(timeout=1_000)

    with hubspot.window() as after:
        page.goto("/docs")
        expect(after.page_view("/docs")).to_be_sent(times=1)
    hubspot.settle()
    hubspot.travel(days=1, hours=2, minutes=3, seconds=0.5)
    hubspot.expire_session()
    hubspot.expire_cookies()
    hubspot.run_timers(60)
    hubspot.use_source_maps()
    problems: list[Problem] = strictness(hubspot.timeline, frozenset({"malformed"}), 4242)
    assert not problems

    surroundings = Surroundings(site="sites/spa", tracker="replay:portal.har", deliver=False)
    with Tap() as tap:
        context = browser.new_context(**tap.context_args(surroundings))
        expect(tap.attach(context).hit()).not_to_be_sent()


async def test_async(hubspot: AsyncHubspot, page: AsyncPage, browser: AsyncBrowser) -> None:
    aio.expect.set_options(timeout=2_000)
    await aio.expect(hubspot.page_view("/pricing"), "the price list counts").to_be_sent(times=1, timeout=1_000)
    await aio.expect(hubspot.call("trackEvent")).not_to_be_sent()
    await aio.expect(hubspot).to_have_walked("/", "/pricing")
    await aio.expect(hubspot).to_match_plan(complete=True)
    await aio.expect(page).to_have_title("Home")
    await aio.expect(hubspot.cookie("hubspotutk")).to_last(days=180)
    await aio.expect(hubspot.link(page.get_by_role("link"))).to_be_linked_to("acme-shop.test")
    await aio.expect(hubspot.on(page=page)).to_have_consent(analytics=True)
    await aio.expect.soft(hubspot.hit()).to_be_sent()
    with hubspot.window() as after:
        await aio.expect(after.hit()).not_to_be_sent()
    await hubspot.settle()
    await hubspot.travel(days=1, hours=2, minutes=3, seconds=0.5)
    await hubspot.expire_session()
    await hubspot.expire_cookies()
    await hubspot.run_timers(60)
    await hubspot.use_source_maps()
    async with AsyncTap() as tap:
        context = await browser.new_context(**tap.context_args())
        await aio.expect((await tap.attach(context)).hit()).not_to_be_sent()


def timelines(hubspot: Hubspot) -> tuple[timedelta, tuple[CustomEvent, ...], tuple[QueueCall, ...]]:
    seen: Timeline = hubspot.timeline
    views: tuple[PageView, ...] = seen.page_views
    first, last = views[0].sent_at, views[-1].sent_at
    if first is None or last is None:
        raise HarnessError("the wire tells no time")
    cause: Cause = seen.cause_of(views[0])
    source: SourceLine | None = cause.source
    if cause.known and cause.call and source:
        raise HarnessError(f"{cause.reason} {cause.call.function} {source} {seen.causes.calls_before(views[0])}")
    return last - first, seen.events, seen.calls


def builders() -> Visit:
    expect(Seen(timeline(page_view("/"))).page_view("/")).to_be_sent(times=1)
    return visit(
        push("identify", email="ada@acme.test"), page_view("/", email="ada@acme.test"), event("pe4242_x", plan="a")
    )
