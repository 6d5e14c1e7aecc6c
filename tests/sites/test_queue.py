"""What the sample sites push on the queue, read from the plain array that stands there before any tracking code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from harness.stage.server import stage_app
from harness.stage.site import bundled_sites, load_site

Open = Callable[[str], Page]
START = "https://www.acme.test"
# Engines differ in how they tell of routes; what a sample's own script pushes on a click is the same in each.
whatever_the_engine = pytest.mark.only_browser("chromium")


@pytest.fixture
def open_site(context: BrowserContext, ask: Callable[..., Any]) -> Open:
    """Opens a sample site at its start, served without a network and without the tracking code."""

    def opened(name: str) -> Page:
        site = load_site(bundled_sites()[name])
        app = stage_app(site)

        def serve(route: Route) -> None:
            parts = urlsplit(route.request.url)
            reply = ask(app, parts.netloc, parts.path)
            route.fulfill(status=reply.status, headers=reply.headers, body=reply.body)

        context.route("**/*", serve)
        page = context.new_page()
        page.goto(site.start)
        return page

    return opened


def queue(page: Page) -> list[Any]:
    """The calls that the page has pushed."""
    calls = page.evaluate("window._hsq || []")
    assert isinstance(calls, list)
    return calls


@whatever_the_engine
@pytest.mark.parametrize(
    ("name", "prefix"),
    [pytest.param("spa", "", id="history routing"), pytest.param("spa-hash", "/#", id="hash routing")],
)
def test_an_application_counts_each_route_once_under_its_path(open_site: Open, name: str, prefix: str) -> None:
    page = open_site(name)
    page.get_by_role("link", name="Advanced courses").click()
    page.get_by_role("link", name="Advanced courses").click()
    page.get_by_role("link", name="About").click()
    page.get_by_role("heading", name="roof terrace").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Courses").wait_for()
    page.go_forward()
    page.get_by_role("heading", name="roof terrace").wait_for()
    assert queue(page) == [
        ["setPath", f"{prefix}/"],
        ["setPath", f"{prefix}/courses?level=advanced"],
        ["trackPageView"],
        ["setPath", f"{prefix}/about"],
        ["trackPageView"],
        ["setPath", f"{prefix}/courses?level=advanced"],
        ["trackPageView"],
        ["setPath", f"{prefix}/about"],
        ["trackPageView"],
    ]
    assert page.title() == "About | Acme Academy"


@whatever_the_engine
@pytest.mark.parametrize(
    ("name", "prefix"),
    [pytest.param("spa", "", id="history routing"), pytest.param("spa-hash", "/#", id="hash routing")],
)
def test_a_sign_up_is_identified_before_the_next_view(open_site: Open, name: str, prefix: str) -> None:
    page = open_site(name)
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("E-mail").fill("ada@acme.test")
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("heading", name="Good to have you").wait_for()
    assert queue(page)[-3:] == [
        ["identify", {"email": "ada@acme.test"}],
        ["setPath", f"{prefix}/welcome"],
        ["trackPageView"],
    ]


@whatever_the_engine
@pytest.mark.parametrize("name", ["spa", "spa-hash"])
def test_a_registration_is_an_event(open_site: Open, name: str) -> None:
    page = open_site(name)
    page.get_by_role("link", name="Courses", exact=True).click()
    page.get_by_role("button", name="Counting stars").click()
    properties = {"course_id": "Math101", "course_name": "Counting stars", "price": 90}
    assert queue(page)[-1] == [
        "trackCustomBehavioralEvent",
        {"name": "pe4242_course_registration", "properties": properties},
    ]
    assert page.get_by_role("status").inner_text() == "You are registered for Counting stars."


def test_the_way_home_from_an_empty_hash_is_no_new_route(open_site: Open) -> None:
    page = open_site("spa-hash")
    page.get_by_role("link", name="Home").click()
    page.wait_for_url("**/#/")
    page.get_by_role("link", name="About").click()
    page.get_by_role("heading", name="roof terrace").wait_for()
    assert queue(page) == [["setPath", "/#/"], ["setPath", "/#/about"], ["trackPageView"]]


@whatever_the_engine
def test_the_exemplary_site_identifies_before_the_tracking_code_loads(open_site: Open) -> None:
    page = open_site("exemplary")
    page.get_by_role("link", name="Sign in").click()
    page.wait_for_url(f"{START}/sign-in")
    page.get_by_label("E-mail").fill("ada@acme.test")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{START}/account")
    assert queue(page) == [["identify", {"email": "ada@acme.test"}]]


@whatever_the_engine
def test_the_exemplary_site_books_a_course(open_site: Open) -> None:
    page = open_site("exemplary")
    page.get_by_role("link", name="Courses").click()
    page.wait_for_url(f"{START}/courses")
    page.get_by_role("button", name="Book First light").click()
    properties = {"course_id": "first-light", "price": "120"}
    assert queue(page) == [
        ["trackCustomBehavioralEvent", {"name": "pe4242_course_registration", "properties": properties}]
    ]


@whatever_the_engine
def test_only_links_to_the_other_domain_take_the_visitor_along(open_site: Open) -> None:
    page = open_site("shop-cross-domain")
    page.evaluate("_hsq[0][1]('1.ada.1.1.1.1', '1.1.1', 'fp')")
    links = page.locator("a").evaluate_all("links => links.map((link) => link.href)")
    handed_over = "__hstc=1.ada.1.1.1.1&__hssc=1.1.1&__hsfp=fp"
    assert links == [
        f"{START}/",
        f"{START}/products",
        "https://docs.acme.test/",
        f"https://acme-shop.test/?{handed_over}",
        f"{START}/products",
        "https://docs.acme.test/first-night",
        f"https://acme-shop.test/?{handed_over}#offers",
        "mailto:ada@acme.test",
    ]


@whatever_the_engine
def test_links_that_are_added_later_take_the_visitor_along(open_site: Open) -> None:
    page = open_site("shop-cross-domain")
    page.get_by_role("link", name="Products").first.click()
    page.wait_for_url(f"{START}/products")
    page.evaluate("_hsq[0][1]('old', 'old', 'old'); _hsq[0][1]('1.ada.1.1.1.1', '1.1.1', 'fp')")
    page.get_by_role("button", name="Show more products").click()
    links = page.locator("main a").evaluate_all("links => links.map((link) => link.href)")
    handed_over = "__hstc=1.ada.1.1.1.1&__hssc=1.1.1&__hsfp=fp"
    assert links == [f"https://acme-shop.test/{name}?{handed_over}" for name in ("finch", "heron", "albatross")]


@whatever_the_engine
@pytest.mark.parametrize(("answer", "loaders"), [("Accept", 1), ("Decline", 0)])
def test_the_tracking_code_waits_for_the_choice(open_site: Open, answer: str, loaders: int) -> None:
    page = open_site("tracking-before-choice-fixed")
    assert page.locator("#hs-script-loader").count() == 0
    page.get_by_role("button", name=answer).click()
    assert page.locator("#hs-script-loader").count() == loaders
    page.reload()
    assert page.locator("#hs-script-loader").count() == loaders
    assert not page.get_by_role("dialog").is_visible()
