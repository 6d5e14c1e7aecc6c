"""The site with forms: what HubSpot collects, and what a form of HubSpot's says of its visitor."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from harness import Hubspot, expect
from harness.wire.hits import CollectedForm


@pytest.mark.hubspot(site="forms")
def test_forms_tell_who_filled_them_in_and_where(page: Page, hubspot: Hubspot) -> None:
    page.goto("https://www.acme.test/")
    expect(hubspot.page_view("/")).to_be_sent()
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("E-mail").fill("ada@acme.test")
    page.get_by_label("Your question").fill("When does it get dark?")
    page.get_by_label("Password").fill("secret")
    page.get_by_role("button", name="Ask").click()
    expect(hubspot.form("submission")).to_be_sent(times=1)
    (contact,) = (hit for hit in hubspot.timeline.hits if isinstance(hit, CollectedForm))
    assert (contact.contact, contact.values, contact.page.url) == (
        (("firstName", "Ada"), ("email", "ada@acme.test")),
        (("Your question", "When does it get dark?"),),
        "https://www.acme.test/",
    )

    page.goto("https://www.acme.test/guide")
    expect(hubspot.page_view("/guide")).to_be_sent()
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("E-mail").fill("ada@acme.test")
    page.get_by_role("button", name="Send me the guide").click()
    guide = hubspot.form("submission", form_id="5c2a1d64-0f0b-4c1e-9a77-3f1d8f0e4242")
    expect(guide).to_carry(
        firstname="Ada", url="https://www.acme.test/guide", title="The guide to the night sky | Acme Academy"
    )
    expect(hubspot.form("submission")).to_be_sent(times=2)
    expect(hubspot.form("submission")).to_come_from(hubspot.visitor)
