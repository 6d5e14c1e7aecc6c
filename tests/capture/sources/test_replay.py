"""A recording as pages and their requests meet it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from harness.capture.sources.recording import Recording
from harness.capture.sources.replay import Replay
from harness.capture.timeline import PageFault
from harness.wire.har import Answer
from tests.capture.sources.conftest import ANALYTICS, LOADER, Recorded, script

if TYPE_CHECKING:
    from tests.capture.conftest import Caller

Call = Callable[..., "Caller"]
TODAY = "https://js.hs-analytics.net/analytics/1795323600000/4242.js"
FORM = "https://forms.hsforms.com/embed/v3/form/4242/x"
HERE = {"origin": "https://www.acme.test"}


@pytest.fixture
def replaying(caller: Call, recorded: Recorded) -> Callable[..., Caller]:
    """A client whose tracking code comes from a recording of these answers beside the tracker's own."""

    def replay(*answers: Answer) -> Caller:
        tracker = (script(LOADER, "loader"), script(ANALYTICS, "analytics"))
        return caller(source=Replay(Recording.read(recorded((*tracker, *answers)))))

    return replay


@pytest.mark.parametrize(("url", "body"), [(LOADER, b"loader"), (TODAY, b"analytics")], ids=["loader", "analytics"])
def test_a_script_is_answered_as_it_was_recorded(url: str, body: bytes, replaying: Call) -> None:
    reply = replaying().ask(url)
    told = (reply.status, reply.body, reply.headers["content-type"], reply.headers["cache-control"])
    assert told == (200, body, "application/javascript; charset=utf-8", "no-store")


def test_a_page_of_any_origin_may_have_the_answer(replaying: Call) -> None:
    reply = replaying().ask(LOADER, headers=HERE)
    names = ("access-control-allow-origin", "access-control-allow-credentials")
    assert [reply.headers[name] for name in names] == ["https://www.acme.test", "true"]


def test_a_browser_that_asks_for_leave_first_gets_it(replaying: Call) -> None:
    reply = replaying().ask(LOADER, "OPTIONS", headers={**HERE, "access-control-request-headers": "x-config"})
    assert (reply.status, reply.headers["access-control-allow-headers"]) == (204, "x-config")


def test_a_forms_definition_is_answered_as_it_was_recorded(replaying: Call) -> None:
    reply = replaying(Answer(url=FORM, headers=(("Content-Type", "application/json"),), body=b'{"form": {}}')).ask(FORM)
    assert (reply.status, reply.body, reply.headers["content-type"]) == (
        200,
        b'{"form": {}}',
        "application/json; charset=utf-8",
    )


@pytest.mark.parametrize(
    ("answer", "status", "headers"),
    [
        pytest.param(
            Answer(url=FORM, status=302, headers=(("location", "https://js.hsforms.net/a.js"),)),
            302,
            {"location": "https://js.hsforms.net/a.js"},
            id="a redirect",
        ),
        pytest.param(Answer(url=FORM, status=204, body=b"not sent"), 204, {}, id="nothing"),
        pytest.param(Answer(url=FORM, status=404), 404, {}, id="not found at HubSpot either"),
        pytest.param(
            Answer(url=FORM, headers=(("content-type", "text/plain\r\nx-evil: 1"), ("location", "ä"))),
            200,
            {},
            id="headers that cannot be sent",
        ),
    ],
)
def test_other_answers_are_replayed(answer: Answer, status: int, headers: dict[str, str], replaying: Call) -> None:
    ada = replaying(answer)
    reply = ada.ask(FORM)
    told = {name: value for name, value in reply.headers.items() if name in ("location", "content-type", "x-evil")}
    assert (reply.status, reply.body, told) == (status, b"", headers)
    assert ada.lane.journal.timeline().entries == ()


@pytest.mark.parametrize(
    "url", ["https://js.hs-banner.com/v2/4242/banner.js", FORM], ids=["of a script host", "of a forms host"]
)
def test_what_the_recording_lacks_is_not_found_and_told_in_the_timeline(url: str, replaying: Call) -> None:
    ada = replaying()
    reply = ada.ask(url)
    (fault,) = ada.lane.journal.timeline().of(PageFault)
    assert (reply.status, reply.body.decode()) == (404, fault.text)
    assert (fault.kind, fault.url) == ("recording", url)
    assert f" has no {url}; record it again with hstrack tracker record --portal 4242 -o " in fault.text


def test_hits_do_not_come_to_the_recording(replaying: Call) -> None:
    ada = replaying()
    assert ada.ask("https://track.hubspot.com/__ptq.gif?k=1&a=4242").headers["content-type"] == "image/gif"
    assert len(ada.lane.journal.timeline().hits) == 1
