"""The fixtures beside those of pytest-playwright, in this very process: our own suite is a user of the plugin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from harness import Hubspot, expect
from harness.errors import UsageError

HOME = "https://www.acme.test/"
IS_TAPPED = "() => Symbol.for('hstrack') in window"

on_spa = pytest.mark.hubspot(site="spa")
# Which contexts are tapped, and how, is decided before an engine has any part in it.
whatever_the_engine = pytest.mark.only_browser("chromium")


@whatever_the_engine
@on_spa
def test_hubspot_hears_the_page_that_was_asked_for_before_it(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)

    expect(hubspot.page_view("/")).to_be_sent(times=1)


@whatever_the_engine
@on_spa
def test_hubspot_hears_the_page_that_was_asked_for_after_it(hubspot: Hubspot, page: Page) -> None:
    page.goto(HOME)

    expect(hubspot.page_view("/")).to_be_sent(times=1)


@whatever_the_engine
@on_spa
def test_hubspot_hears_every_page_of_the_context(hubspot: Hubspot, context: BrowserContext) -> None:
    context.new_page().goto(HOME)
    context.new_page().goto(f"{HOME}about")

    expect(hubspot).to_have_walked("/", "/about")


@whatever_the_engine
def test_a_test_without_hubspot_is_left_alone(page: Page) -> None:
    page.goto("data:text/html,hello")

    assert not page.evaluate(IS_TAPPED)


@whatever_the_engine
def test_a_test_with_hubspot_is_tapped(page: Page, hubspot: Hubspot) -> None:
    page.goto("data:text/html,hello")

    assert page.evaluate(IS_TAPPED)


@on_spa
def test_two_visitors_of_one_test_never_share_hits(
    page: Page, hubspot: Hubspot, browser: Browser, hubspot_of: Callable[[BrowserContext], Hubspot]
) -> None:
    second = browser.new_context()
    grace = hubspot_of(second)
    page.goto(HOME)
    second.new_page().goto(f"{HOME}about")

    expect(hubspot).to_have_walked("/")
    expect(grace).to_have_walked("/about")
    expect(grace.hit()).not_to_come_from(hubspot)
    second.close()


@whatever_the_engine
@on_spa
def test_a_context_of_new_context_is_tapped(
    new_context: Callable[[], BrowserContext], hubspot_of: Callable[[BrowserContext], Hubspot]
) -> None:
    context = new_context()
    context.new_page().goto(HOME)

    expect(hubspot_of(context)).to_have_walked("/")


@on_spa
def test_a_page_of_the_browser_has_a_tapped_context_that_ends_with_it(
    browser: Browser, hubspot_of: Callable[[BrowserContext], Hubspot]
) -> None:
    page = browser.new_page()
    page.goto(HOME)

    expect(hubspot_of(page.context)).to_have_walked("/")
    page.close()
    assert page.context not in browser.contexts


@on_spa
def test_a_route_of_the_users_own_works_while_an_expectation_waits(page: Page, hubspot: Hubspot) -> None:
    page.route("**/prices.json", lambda route: route.fulfill(json={"Math101": 90}))
    page.goto(HOME)
    page.evaluate(
        "fetch('/prices.json').then(() => { _hsq.push(['setPath', '/priced']); _hsq.push(['trackPageView']); })"
    )

    expect(hubspot.page_view("/priced")).to_be_sent(times=1)


@whatever_the_engine
@on_spa
@pytest.mark.browser_context_args(locale="de-DE", user_agent="Ada's own")
def test_context_arguments_of_a_marker_are_kept(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)

    assert page.evaluate("[navigator.language, navigator.userAgent]") == ["de-DE", "Ada's own"]
    expect(hubspot.page_view("/")).to_be_sent(times=1)


@whatever_the_engine
def test_a_context_from_elsewhere_is_refused_in_one_sentence(
    hubspot_of: Callable[[BrowserContext], Hubspot], browser: Browser
) -> None:
    with pytest.raises(UsageError, match="not tapped; make it within the test"):
        hubspot_of(object())  # type: ignore[arg-type]  # what matters is that it is unknown


@whatever_the_engine
@pytest.mark.hubspot(site="spa", portal={"consent": {"policy": "opt-in"}})
def test_the_markers_portal_settings_reach_the_stand_in(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)

    page.get_by_role("button", name="Accept").click()
    expect(hubspot.consent("approved")).to_be_sent()


@whatever_the_engine
@pytest.mark.hubspot(site="spa", clock=False)
def test_without_the_virtual_clock_the_verdict_says_what_it_cannot_rule_out(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)

    with pytest.raises(AssertionError, match="not ruled out: timers were not run, because the virtual clock is off"):
        expect(hubspot.page_view("/")).not_to_be_sent()


@whatever_the_engine
@on_spa
def test_a_host_that_nobody_serves_is_refused(page: Page, hubspot: Hubspot) -> None:
    page.goto(HOME)
    page.evaluate("fetch('https://cdn.elsewhere.test/').catch(() => null)")

    assert [(refusal.host, refusal.port) for refusal in hubspot.timeline.refusals] == [("cdn.elsewhere.test", 443)]
