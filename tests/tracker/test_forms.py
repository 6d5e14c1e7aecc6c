"""Collected forms: what a form that is not HubSpot's says when it is submitted."""

from __future__ import annotations

import json

import pytest

from tests.tracker.conftest import whatever_the_engine

pytestmark = pytest.mark.browser

FORM = """<form id="contact" class="wide plain">
    <label>Your mail <input name="mail" type="email" value="ada@acme.test"></label>
    <input name="first_name" value="Ada"><input name="secret" type="password" value="x">
    <label for="news">News</label><input id="news" name="news" type="checkbox">
    <input type="radio" name="size" value="s" aria-label="s"><input type="radio" name="size" value="m" checked>
    <button>Send</button></form>"""


def test_a_submitted_form_is_read_and_sent(lab):
    shop = lab(generation="current", collected_forms=True)
    shop.open("/contact", body=FORM)
    shop.run("document.forms[0].addEventListener('submit', (event) => event.preventDefault());")
    shop.run("document.forms[0].requestSubmit();")
    method, url, body = shop.posted[-1]
    form = json.loads(body)
    assert (method, url) == ("POST", "https://forms.hscollectedforms.net/collected-forms/submit/form")
    assert form.pop("uuid").count("-") == 4
    assert form == {
        "contactFields": {"email": "ada@acme.test", "firstName": "Ada"},
        "formValues": {"News": "Not Checked", "size": "m"},
        "labelToNameMap": {"Your mail": "mail", "first_name": "first_name", "News": "news", "size": "size"},
        "formSelectorId": "#contact",
        "formSelectorClasses": ".wide, .plain",
        "pageTitle": "Shop",
        "pageUrl": "https://www.acme.test/contact",
        "portalId": 4242,
        "type": "SCRAPED",
        "utk": shop.cookies()["hubspotutk"],
        "version": "standin-current",
    }


@whatever_the_engine
def test_the_portal_is_asked_once_and_counted_once(lab):
    shop = lab(generation="2021", collected_forms=True)
    shop.open("/")
    shop.wait_for("performance.getEntriesByType('resource').some((entry) => entry.name.includes('counters.gif'))")
    token = shop.cookies()["hubspotutk"]
    set_up = f"https://forms.hubspot.com/collected-forms/v1/config/json?portalId=4242&utk={token}"
    assert shop.posted == [("GET", set_up, "")]
