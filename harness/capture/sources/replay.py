"""The portal's own scripts as they once were, without a network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from harness.capture.asked import cross_origin, url_of_request
from harness.capture.sources.recording import Recording
from harness.capture.sources.source import Fetch, Source

if TYPE_CHECKING:
    from harness.capture.lane import ContextLane
    from harness.tracker.config import PortalConfig
    from harness.wire.har import Answer

__all__ = ["Replay"]

SENDABLE = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,4000}")
WITHOUT_BODY = (204, 205)


@dataclass(frozen=True, slots=True)
class Replay(Source):
    """Everything from a recording; what it lacks is answered with 404 and told in the timeline."""

    recording: Recording

    def phrase(self, portal: PortalConfig) -> str:  # noqa: ARG002 - the recorded settings count
        return f"replay of {self.recording.path}"

    def objection(self, portal_id: int) -> str | None:
        return self.recording.objection(portal_id)

    async def answer(self, request: Request, lane: ContextLane, fetch: Fetch) -> Response | None:  # noqa: ARG002 - offline
        allowed = cross_origin(request)
        if request.method != "GET":
            return Response(status_code=204, headers=allowed)
        url = url_of_request(request)
        found = self.recording.find(url)
        if found is None:
            told = self.recording.lacks(url)
            lane.fault("recording", told, url=url)
            return Response(told.encode("utf-8", "replace"), status_code=404, media_type="text/plain", headers=allowed)
        return _again(found, allowed)


def _again(answer: Answer, allowed: dict[str, str]) -> Response:
    # Without caching, as the other sources: what one test has loaded must not decide what the next one asks for.
    kept = {name: value for name in ("content-type", "location") if SENDABLE.fullmatch(value := answer.header(name))}
    body = b"" if answer.status in WITHOUT_BODY else answer.body
    return Response(body, status_code=answer.status, headers={**kept, "cache-control": "no-store", **allowed})
