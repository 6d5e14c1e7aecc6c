"""The site whose tracking code runs in a worker."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from harness import Hubspot, expect
from harness.expect.origins import origin_of


@pytest.mark.hubspot(site="worker")
def test_what_a_worker_sends_is_awaited_and_told_as_such(page: Page, hubspot: Hubspot) -> None:
    page.goto("https://www.acme.test/")
    expect(hubspot.page_view("/")).to_be_sent()
    page.get_by_role("link", name="Menu").click()
    page.get_by_role("link", name="Reserve").click()
    expect(hubspot).to_have_walked("/", "/menu", "/reserve")
    expect(hubspot.cookie("hubspotutk")).to_be_present()
    expect(hubspot.page_view("/menu")).to_carry(title="Menu | Acme Bistro")
    expect(hubspot.call("trackPageView")).to_be_sent(times=2)
    causes = hubspot.timeline.causes
    assert [origin_of(view, causes) for view in hubspot.timeline.page_views] == ["worker"] * 3
