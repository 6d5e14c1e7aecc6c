from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from harness.capture.hosts import REST, WHO_AM_I
from harness.capture.timeline import PageFault

if TYPE_CHECKING:
    from tests.capture.conftest import Caller

Call = Callable[..., "Caller"]
NEWS = PageFault(kind="console", text="news", at=datetime(2026, 3, 1, 12, tzinfo=UTC))


def test_a_context_is_told_its_token(caller: Call) -> None:
    ada = caller()
    assert ada.ask(WHO_AM_I).body == ada.lane.token.encode()


def test_rest_is_told_once_nothing_is_under_way(caller: Call) -> None:
    ada = caller()
    with ada.tunnel("track.hubspot.com", 443):
        opening = len(ada.lane.opening)
    assert (opening, ada.ask(REST).body, ada.lane.opening) == (1, b"calm", {})


def test_a_condition_that_holds_is_answered_at_once(caller: Call) -> None:
    ada = caller()
    assert ada.ask(ada.engine.control.expect(lambda: True, 20)).body == b"held"


def test_a_condition_is_judged_anew_with_each_entry(caller: Call) -> None:
    ada = caller()
    judged: list[int] = []

    def holds() -> bool:
        judged.append(len(ada.lane.journal.timeline()))
        if len(judged) == 1:
            Thread(target=ada.lane.journal.add, args=(NEWS,)).start()
        return judged[-1] == 1

    assert ada.ask(ada.engine.control.expect(holds, 20)).body == b"held"
    assert judged == [0, 1]


@pytest.mark.parametrize(
    ("answers", "told"),
    [pytest.param([False, False], b"time is up", id="no"), pytest.param([False, True], b"held", id="just now")],
)
def test_when_time_is_up_a_condition_is_judged_once_more(caller: Call, answers: list[bool], told: bytes) -> None:
    ada = caller()
    left = iter(answers)
    assert ada.ask(ada.engine.control.expect(lambda: next(left), 0.01)).body == told


def test_an_answer_is_given_once(caller: Call) -> None:
    ada = caller()
    address = ada.engine.control.expect(lambda: True, 20)
    assert [ada.ask(address).status for _ in range(2)] == [200, 404]


@pytest.mark.parametrize("path", ["/", "/wait/", "/wait/1", "/wait/" + "9" * 5000, "/wait/%D9%A3", "/token/"])
def test_an_unknown_address_is_told(caller: Call, path: str) -> None:
    reply = caller().ask(f"http://hstrack.internal{path}")
    assert (reply.status, reply.body) == (404, b"the relay knows /token, /rest and /wait/NAME only")
