"""The known consent platforms, on the sample site that imitates them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.capture.platforms import PLATFORMS, Platform, platform_named

if TYPE_CHECKING:
    from playwright.sync_api import Page


OTHERS = tuple(each for each in PLATFORMS if each.name != "hubspot")
ALLOWED = {"analytics": True, "advertisement": True}
REFUSED = {"analytics": False, "advertisement": False}


def pressed(page: Page, selectors: list[str]) -> dict[str, dict[str, bool]]:
    """The answers that the platforms have got after a visit of the page on which the selectors are pressed."""
    page.goto("https://www.acme.test/all")
    for selector in selectors:
        page.locator(selector).filter(visible=True).first.click()
    page.evaluate("localStorage.clear()")
    return {name: dict(answer) for name, answer in page.evaluate("answers").items()}


@pytest.mark.only_browser("chromium")
@pytest.mark.hubspot(site="consent-platforms")
@pytest.mark.usefixtures("hubspot")
def test_the_buttons_of_every_platform_are_known(page: Page) -> None:
    names = {each.name.lower() for each in OTHERS}
    assert pressed(page, [each.accept for each in OTHERS]) == dict.fromkeys(names, ALLOWED)
    assert pressed(page, [each.decline for each in OTHERS]) == dict.fromkeys(names, REFUSED)


@pytest.mark.only_browser("chromium")
@pytest.mark.hubspot(site="consent-platforms")
@pytest.mark.usefixtures("hubspot")
def test_the_banner_of_every_platform_is_known(page: Page) -> None:
    page.goto("https://www.acme.test/all")
    assert [each.name for each in OTHERS if not page.locator(each.banner).count()] == []


def test_a_banner_of_the_sites_own_is_no_platform() -> None:
    assert (platform_named("site's own"), platform_named(None)) == (None, None)


@pytest.mark.parametrize("each", PLATFORMS, ids=lambda each: each.name)
def test_settings_that_can_be_set_can_be_saved(each: Platform) -> None:
    assert not each.boxes or each.save
    assert not each.analytics or each.boxes
