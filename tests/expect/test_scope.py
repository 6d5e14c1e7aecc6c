"""A part of a visit: a page, a frame, a host, a portal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from harness.audit.testing import HOME, moment, page_view, push, timeline
from harness.capture.timeline import AskedHit, QueueCall
from harness.errors import UsageError
from harness.expect.query import CallQuery, HitQuery
from harness.expect.testing import Seen
from harness.sync import expect
from harness.wire.hits import Hit, RawRequest
from tests.expect.lookups import cookie

Failure = Callable[[Callable[[], object]], str]
AnyHit = TypeVar("AnyHit", bound=Hit)

SHOP = "https://acme-shop.test/"


def asked_by(hit: AnyHit, page: int, frame_url: str, *, top: bool = True) -> tuple[AskedHit, AnyHit]:
    """A hit with the image that a page asked for."""
    url = f"https://track.hubspot.com/__ptq.gif?n={page}{frame_url}"
    asked = AskedHit(url=url, at=moment(None), page=page, frame_url=frame_url, top=top)
    return asked, replace(hit, request=RawRequest(url=url))


def called_in(call: QueueCall, page: int, frame_url: str, *, top: bool = True) -> QueueCall:
    """A call of a page."""
    return replace(call, page=page, frame_url=frame_url, top=top)


ALL = Seen(
    timeline(
        *asked_by(page_view("/"), 1, HOME),
        *asked_by(page_view(f"{HOME}embed"), 1, f"{HOME}embed?size=2", top=False),
        *asked_by(page_view(SHOP, portal_id=7), 2, SHOP),
        page_view(f"{HOME}beacon"),
        replace(page_view(f"{HOME}early"), request=None),
        called_in(push("setPath", "/"), 1, HOME),
        called_in(push("setPath", "/embed"), 1, f"{HOME}embed", top=False),
        called_in(push("setPath", "/shop"), 2, SHOP),
        cookie("hubspotutk", "ada"),
        cookie("hubspotutk", "grace", domain=".acme-shop.test"),
        cookie("__hssc", domain="acme-shop.test"),
    )
)


@pytest.mark.parametrize(
    ("part", "paths"),
    [
        pytest.param(ALL.on(page=1), ["/", "/embed"], id="a page"),
        pytest.param(ALL.on(page=2), ["/"], id="another page"),
        pytest.param(ALL.on(frame="top"), ["/", "/"], id="the top frames"),
        pytest.param(ALL.on(frame="/embed"), ["/embed"], id="a frame by its path"),
        pytest.param(ALL.on(frame=f"{HOME}embed?size=2"), ["/embed"], id="a frame by its whole address"),
        pytest.param(ALL.on(frame=re.compile("size=")), ["/embed"], id="a frame by a pattern"),
        pytest.param(ALL.on(host="acme-shop.test"), ["/"], id="a host"),
        pytest.param(ALL.on(portal_id=7), ["/"], id="a portal"),
        pytest.param(ALL.on(page=1, frame="top"), ["/"], id="the top frame of a page"),
    ],
)
def test_hits_belong_to_a_part(part: Seen, paths: list[str]) -> None:
    expect(part).to_have_walked(*paths)


@pytest.mark.parametrize(
    ("part", "arguments"),
    [
        pytest.param(ALL.on(page=1), ["/", "/embed"], id="a page"),
        pytest.param(ALL.on(frame="top"), ["/", "/shop"], id="the top frames"),
        pytest.param(ALL.on(frame="/embed"), ["/embed"], id="a frame"),
        pytest.param(ALL.on(host="acme-shop.test"), ["/shop"], id="a host"),
    ],
)
def test_calls_belong_to_a_part(part: Seen, arguments: list[str]) -> None:
    assert [call.arguments[0] for call in part.call().of(ALL.timeline)] == arguments


@pytest.mark.parametrize(
    ("host", "values"),
    [
        pytest.param("acme-shop.test", ["grace", "1"], id="the host's own and those of its domain"),
        pytest.param("www.acme-shop.test", ["grace"], id="those of the domain above"),
        pytest.param(re.compile("shop"), ["grace", "1"], id="a pattern"),
        pytest.param("other.test", [], id="another host"),
    ],
)
def test_cookies_belong_to_the_hosts_whose_pages_have_them(host: object, values: list[str]) -> None:
    assert [each.value for each in ALL.on(host=host).cookie().of(ALL.timeline)] == values
    assert [each.value for each in ALL.cookie(host=host).of(ALL.timeline)] == values


@pytest.mark.parametrize(
    ("query", "phrase"),
    [
        pytest.param(ALL.on(page=2).page_view("/"), "page view of / on page 2", id="a page"),
        pytest.param(ALL.on(frame="top").event("pe4242_x"), "event pe4242_x in frame top", id="a frame"),
        pytest.param(ALL.on(host="acme-shop.test").call("setPath"), "call of setPath on acme-shop.test", id="a host"),
        pytest.param(ALL.on(portal_id=7).hit(), "hit with portal_id 7", id="a portal"),
    ],
)
def test_a_part_is_named_in_phrases(query: HitQuery | CallQuery, phrase: str) -> None:
    assert query.phrase == phrase


def test_two_queries_of_one_part_name_it_once() -> None:
    part = ALL.on(host="acme-shop.test")

    both = part.hit(title="Shop").that_are(part.page_view("/"))

    assert both.phrase == "page view on acme-shop.test of / with title 'Shop'"


def test_what_happened_elsewhere_is_the_nearest_miss(failure: Failure) -> None:
    text = failure(lambda: expect(ALL.on(page=2).page_view("/embed", url=f"{HOME}embed")).to_be_sent())

    assert text.partition("\n\ntimeline")[0].splitlines()[-1] == "  page: wanted 2, was 1"


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        pytest.param(
            lambda: ALL.on(), "on() was given nothing; name a page, a frame, a host or a portal_id", id="nothing"
        ),
        pytest.param(
            lambda: ALL.on(portal_id=7).call(),
            "a queue call names no portal; ask for calls with on(page=), on(frame=) or on(host=)",
            id="calls of a portal",
        ),
        pytest.param(
            lambda: ALL.on(page=1).cookie(),
            "cookies belong to the whole browser context; ask for those of a host: on(host=)",
            id="cookies of a page",
        ),
    ],
)
def test_what_no_part_can_have_is_told(ask: Callable[[], object], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask()

    assert str(caught.value) == message
