"""Which URL is what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.endpoints import (
    Endpoint,
    endpoint_of,
    host_role,
    hublet_of,
    loader_url,
    portal_of_loader,
    url_of,
)

FORM = "8a1b2c3d-0000-4444-8888-0123456789ab"


@pytest.mark.parametrize(
    ("url", "kind", "hublet"),
    [
        ("https://track.hubspot.com/__ptq.gif?k=1", "hit", "na1"),
        ("http://track.hubspot.com/__ptq.gif", "hit", "na1"),
        ("https://track-eu1.hubspot.com/__ptbe.gif?n=x#y", "event", "eu1"),
        ("https://track-ap1.hubspot.com/__ptc.gif", "click", "ap1"),
        ("https://track-na3.hubspot.com/__pto.gif", "error", "na3"),
        ("https://TRACK.HubSpot.com.:443/__ptq.gif", "hit", "na1"),
        ("https://track.hubspot.com/v1/event?_a=4242", "API event", "na1"),
        ("https://track.hubspot.com/__new.gif", "other", "na1"),
        ("https://track.hubspot.com", "other", "na1"),
        ("https://forms.hubspot.com/collected-forms/v1/config/json?portalId=4242", "form set-up", "na1"),
        ("https://forms-eu1.hscollectedforms.net/collected-forms/v1/config/json", "form set-up", "eu1"),
        ("https://forms-eu1.hubspot.com/collected-forms/submit/form", "collected form", "eu1"),
        ("https://forms.hscollectedforms.net/collected-forms/submit/form", "collected form", "na1"),
        ("https://forms.hsforms.com/embed/v3/counters.gif?key=a", "form counter", "na1"),
    ],
)
def test_a_tracking_endpoint_is_known_in_every_hublet(url: str, kind: str, hublet: str) -> None:
    endpoint = endpoint_of(url)

    assert endpoint
    assert (endpoint.kind, endpoint.hublet) == (kind, hublet)


@pytest.mark.parametrize(
    "url",
    [
        f"https://api-eu1.hsforms.com/submissions/v3/integration/submit/4242/{FORM}",
        f"https://api-eu1.hsforms.com/submissions/v3/integration/secure/submit/4242/{FORM}",
        f"https://forms-eu1.hubspot.com/uploads/form/v2/4242/{FORM}",
    ],
)
def test_the_path_of_a_submission_names_portal_and_form(url: str) -> None:
    endpoint = endpoint_of(url)

    assert endpoint
    assert (endpoint.kind, endpoint.portal_id, endpoint.form_id) == ("form submission", 4242, FORM)


def test_the_path_of_a_banner_report_names_the_activity() -> None:
    assert endpoint_of("https://js-eu1.hs-banner.com/v2/activity/click") == Endpoint(
        kind="banner report", hublet="eu1", path="/v2/activity/click", activity="click"
    )


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="empty"),
        pytest.param("track.hubspot.com/__ptq.gif", id="no scheme"),
        pytest.param("ftp://track.hubspot.com/__ptq.gif", id="another scheme"),
        pytest.param("https://track.hubspot.com.evil.test/__ptq.gif", id="a longer host"),
        pytest.param("https://evil.test/?https://track.hubspot.com/__ptq.gif", id="in a query"),
        pytest.param("https://track.hubspot.com@evil.test/__ptq.gif", id="as a user name"),
        pytest.param("https://track-foo.hubspot.com/__ptq.gif", id="no hublet"),
        pytest.param("https://js.hs-scripts.com/4242.js", id="a script"),
        pytest.param("https://js.hs-banner.com/v2/4242/banner.js", id="the banner itself"),
        pytest.param("https://forms.hubspot.com/embed/v3/form", id="another path"),
    ],
)
def test_anything_else_is_no_tracking_endpoint(url: str) -> None:
    assert endpoint_of(url) is None


@given(st.text())
def test_no_text_is_too_strange_for_an_address(text: str) -> None:
    assert endpoint_of(text) is None


@given(st.text())
def test_no_path_is_too_strange(text: str) -> None:
    assert endpoint_of(f"https://track.hubspot.com/{text}") is not None


@pytest.mark.parametrize(
    ("host", "role", "hublet"),
    [
        ("track.hubspot.com", "track", "na1"),
        ("track-eu1.hubspot.com", "track", "eu1"),
        ("js.hs-scripts.com", "script", "na1"),
        ("js-na2.hs-analytics.net", "script", "na2"),
        ("js.hscollectedforms.net", "script", "na1"),
        ("js.hsadspixel.net", "script", "na1"),
        ("js.hsleadflows.net", "script", "na1"),
        ("js.hsforms.net", "script", "na1"),
        ("js.usemessages.com", "script", "na1"),
        ("js.hubspotfeedback.com", "script", "na1"),
        ("js.hubspot.com", "script", "na1"),
        ("js-eu1.hs-banner.com", "banner", "eu1"),
        ("forms.hubspot.com", "forms", "na1"),
        ("api-eu1.hsforms.com", "forms", "eu1"),
        ("forms-eu1.hscollectedforms.net", "forms", "eu1"),
        ("www.hubspot.com", None, None),
        ("www.acme.test", None, None),
        ("", None, None),
    ],
)
def test_a_host_has_a_role_and_a_hublet(host: str, role: str | None, hublet: str | None) -> None:
    assert (host_role(host), hublet_of(host)) == (role, hublet)


@pytest.mark.parametrize(
    ("url", "portal_id"),
    [
        ("https://js.hs-scripts.com/4242.js", 4242),
        ("//js-eu1.hs-scripts.com/4242.js?businessUnitId=0", 4242),
        ("http://js.hs-scripts.com/4242.js#x", 4242),
        ("https://js.hs-analytics.net/analytics/1783937700000/4242.js", 4242),
        ("https://js.hs-banner.com/4242.js", 4242),
        ("https://js.hs-banner.com/v2/4242/banner.js", 4242),
        ("https://js.hs-scripts.com/x.js", None),
        ("https://js.hs-scripts.com/" + "9" * 5000 + ".js", None),
        ("https://cdn.acme.test/4242.js", None),
        ("4242.js", None),
        ("", None),
    ],
)
def test_a_loader_names_its_portal(url: str, portal_id: int | None) -> None:
    assert portal_of_loader(url) == portal_id


@pytest.mark.parametrize(
    ("hublet", "url"),
    [("na1", "https://js.hs-scripts.com/4242.js"), ("eu1", "https://js-eu1.hs-scripts.com/4242.js")],
)
def test_a_portal_has_a_loader_in_its_hublet(hublet: str, url: str) -> None:
    assert loader_url(4242, hublet) == url


def test_a_kind_of_hit_has_an_address_in_its_hublet() -> None:
    assert url_of("banner report", "eu1", activity="view") == (
        "https://js-eu1.hs-banner.com/cookie-banner-public/v1/activity/view"
    )
