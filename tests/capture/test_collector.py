from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

import pytest

from harness.capture import collector
from harness.wire.hits import FormSubmission, UnknownHit

if TYPE_CHECKING:
    from tests.capture.conftest import Caller

Call = Callable[..., "Caller"]
EVENT = "https://track.hubspot.com/v1/event?_n=a"
FORM = "https://forms.hsforms.com/embed/v3/form/4242/x"
PLAIN = "text/plain; charset=utf-8"
PIXEL = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&v=1.1&cts=1772366400000"
CONFIG = "https://forms.hscollectedforms.net/collected-forms/v1/config/json?portalId=4242"
SUBMIT = "https://api.hsforms.com/submissions/v3/integration/submit/4242/7a3c6b1e-2f4d-4a5b-8c9d-0e1f2a3b4c5d"


@pytest.mark.parametrize(
    ("url", "method", "answer"),
    [
        pytest.param(PIXEL, "GET", (200, "image/gif", collector.GIF), id="image"),
        pytest.param(PIXEL, "POST", (200, "image/gif", collector.GIF), id="beacon to an image"),
        pytest.param(EVENT, "GET", (200, "image/gif", collector.GIF), id="API event"),
        pytest.param("https://track.hubspot.com/other", "POST", (204, None, b""), id="beacon"),
        pytest.param(CONFIG, "GET", (200, "application/json", b'{"portalId":"4242","forms":[]}'), id="form set-up"),
        pytest.param(
            SUBMIT,
            "POST",
            (200, "application/json", b'{"inlineMessage":"Thanks for submitting the form."}'),
            id="form submission",
        ),
        pytest.param(
            FORM,
            "GET",
            (404, PLAIN, b"this address counts nothing"),
            id="no hit",
        ),
    ],
)
def test_a_request_is_answered_as_hubspot_does(
    caller: Call, url: str, method: str, answer: tuple[int, str | None, bytes]
) -> None:
    reply = caller().ask(url, method)
    assert (reply.status, reply.headers.get("content-type"), reply.body) == answer


def test_a_body_is_kept(caller: Call) -> None:
    ada = caller()
    ada.ask(SUBMIT, "POST", body=b'{"fields": [{"name": "email", "value": "ada@acme.test"}]}')
    (hit,) = ada.lane.journal.timeline().hits
    assert isinstance(hit, FormSubmission)
    assert [(field.name, field.value) for field in hit.fields] == [("email", "ada@acme.test")]


@pytest.mark.parametrize("body", [b"\xff\xfe\x00{", b"a" * 2**21], ids=["garbage", "two megabytes"])
def test_a_beacons_body_is_kept_as_it_came(caller: Call, body: bytes) -> None:
    ada = caller()
    ada.ask("https://track.hubspot.com/other", "POST", body=body)
    (hit,) = ada.lane.journal.timeline().of(UnknownHit)
    assert hit.request is not None
    assert (hit.request.method, hit.request.body) == ("POST", body)


def test_a_body_without_end_is_cut(caller: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "LARGEST_BODY", 1000)
    ada = caller()
    ada.ask("https://track.hubspot.com/other", "POST", body=b"a" * 5000)
    (hit,) = ada.lane.journal.timeline().of(UnknownHit)
    assert hit.request is not None
    assert hit.request.body == b"a" * 1000


def test_a_body_that_breaks_off_is_kept_as_far_as_it_came(caller: Call) -> None:
    ada, arrived = caller(), Event()
    ada.lane.journal.listen(arrived.set)
    with ada.tunnel("track.hubspot.com", 80) as connection:
        connection.sendall(b"POST /other HTTP/1.1\r\nHost: track.hubspot.com\r\nContent-Length: 9\r\n\r\nhalf")
    assert arrived.wait(20)
    (hit,) = ada.lane.journal.timeline().of(UnknownHit)
    assert hit.request is not None
    assert hit.request.body == b"half"


def test_a_preflight_is_no_hit(caller: Call) -> None:
    ada = caller()
    asked = {"Origin": "https://www.acme.test", "Access-Control-Request-Headers": "content-type"}
    reply = ada.ask(SUBMIT, "OPTIONS", headers=asked)
    allowed = {name: value for name, value in reply.headers.items() if name.startswith("access-control-")}
    assert (reply.status, allowed) == (
        204,
        {
            "access-control-allow-origin": "https://www.acme.test",
            "access-control-allow-headers": "content-type",
            "access-control-allow-methods": "GET, POST, OPTIONS",
            "access-control-allow-credentials": "true",
        },
    )
    assert len(ada.lane.journal.timeline()) == 0


def test_credentials_for_a_proxy_are_not_kept(caller: Call) -> None:
    ada = caller()
    ada.ask(PIXEL, headers={"Proxy-Authorization": "Basic YWRhOng="})
    ada.ask(PIXEL.replace("https", "http"))
    names = [{name for name, _ in hit.request.headers} for hit in ada.lane.journal.timeline().hits if hit.request]
    assert names == [{"host", "accept-encoding"}] * 2


def test_an_address_is_kept_as_it_was_written(caller: Call) -> None:
    ada = caller()
    url = "http://track.hubspot.com/__ptq%2Egif%3Fa%23b?k=1&t=%C3%A9%ff&t=a+b%20c"
    ada.ask(url)
    (entry,) = ada.lane.journal.timeline()
    assert entry.request.url == url  # type: ignore[union-attr]  # it is a hit of some kind


def test_a_fence_is_no_hit_and_passes_when_nothing_is_under_way(caller: Call) -> None:
    ada = caller()
    assert ada.ask("https://track.hubspot.com/__hstrack/fence?n=1&kind=image&of=1").body == collector.GIF
    assert (len(ada.lane.journal.timeline()), ada.lane.requests, ada.lane.hits) == (0, 0, 0)


def test_a_fence_whose_companions_never_come_passes_all_the_same(caller: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "COMPANIONS_S", 0.01)
    assert caller().ask("https://track.hubspot.com/__hstrack/fence?n=1&kind=image&of=3").status == 200
