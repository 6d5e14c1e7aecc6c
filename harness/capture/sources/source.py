"""What each source of tracking code can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from harness.capture.lane import ContextLane
    from harness.tracker.config import PortalConfig

__all__ = ["Fetch", "Source"]


class Fetch(Protocol):
    """Asks the real host what the browser has asked."""

    async def __call__(self, *, plain: bool = False) -> Response:
        """The real host's answer, or an `Unreached`; `plain` asks for one that is not compressed."""


class Source(ABC):
    """Where tracking code comes from: the scripts of a portal, and what they ask HubSpot for without counting anything.

    Whether the script hosts are `at_hubspot` decides if the browser's connections to them pass through untouched; those
    to hosts where hits arrive as well (banner, forms) end here in any case. Hits never come to a source.
    """

    __slots__ = ()
    at_hubspot: ClassVar[bool] = False

    @abstractmethod
    def phrase(self, portal: PortalConfig) -> str:
        """What a person calls it, in a few words."""

    @abstractmethod
    async def answer(self, request: Request, lane: ContextLane, fetch: Fetch) -> Response | None:
        """The answer to one request that is no hit; None when the source has none."""

    def objection(self, portal_id: int) -> str | None:  # noqa: ARG002 - most sources have something for any portal
        """The sentence on a portal for which the source is known to have nothing; None when it may have something."""
        return None
