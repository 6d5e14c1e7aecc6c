"""The parts of a HAR."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from harness.wire.har_parts import received, request_of
from harness.wire.parts import RawRequest

URL = "https://www.acme.test/"


@pytest.mark.parametrize(
    ("data", "body"),
    [
        pytest.param({"text": "a=1", "_sha1": "kept"}, b"a=1", id="text"),
        pytest.param({"params": [{"name": "a", "value": "1"}], "_file": "kept"}, b"a=1", id="parameters"),
        pytest.param({"params": [], "_sha1": "kept"}, b"beside", id="a resource of a trace"),
        pytest.param({"_file": "kept"}, b"beside", id="a file of a HAR"),
        pytest.param({"_file": "gone"}, b"", id="a file that is not there"),
        pytest.param({}, b"", id="nothing"),
    ],
)
def test_the_body_of_a_request_is_read_from(data: dict[str, Any], body: bytes) -> None:
    request = request_of({"request": {"url": URL, "postData": data}}, 3, {"kept": b"beside"}.get)
    assert request == RawRequest(url=URL, body=body, arrival=3)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        pytest.param("2026-07-13T12:00:00Z", datetime(2026, 7, 13, 12, tzinfo=UTC), id="with a zone"),
        pytest.param("2026-07-13T12:00:00", datetime(2026, 7, 13, 12, tzinfo=UTC), id="without a zone"),
        pytest.param("0001-01-01T00:00:00+23:00", None, id="before all computers"),
        pytest.param("9999-12-31T23:59:59Z", None, id="after all computers"),
        pytest.param("noon", None, id="a word"),
    ],
)
def test_a_time_is_read(text: str, at: datetime | None) -> None:
    assert request_of({"request": {"url": URL}, "startedDateTime": text}, 0) == RawRequest(url=URL, arrived_at=at)


def test_the_body_of_an_answer_may_be_a_resource_of_a_trace() -> None:
    assert received({"_sha1": "kept"}, {"kept": b"beside"}.get) == b"beside"
