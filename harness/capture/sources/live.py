"""The portal's own scripts, from HubSpot, as they are now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from harness.capture.sources.source import Fetch, Source

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from harness.capture.lane import ContextLane
    from harness.tracker.config import PortalConfig

__all__ = ["Live"]


@dataclass(frozen=True, slots=True)
class Live(Source):
    """Everything from the real hosts; hits are caught all the same."""

    at_hubspot: ClassVar[bool] = True

    def phrase(self, portal: PortalConfig) -> str:  # noqa: ARG002 - the portal's own settings count
        return "live, from HubSpot"

    async def answer(self, request: Request, lane: ContextLane, fetch: Fetch) -> Response | None:  # noqa: ARG002 - as asked
        return await fetch()
