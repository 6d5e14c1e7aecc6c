"""The portal's own scripts from HubSpot, kept for replaying them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from harness.capture.asked import cross_origin, url_of_request
from harness.capture.forward import Unreached
from harness.capture.sources.source import Fetch, Source
from harness.errors import PageError
from harness.wire.address import host_of, without_fragment
from harness.wire.endpoints import portal_of_loader
from harness.wire.har import Answer, unpacked
from harness.wire.pairs import unquote
from harness.wire.words import plain

if TYPE_CHECKING:
    from harness.capture.lane import ContextLane
    from harness.tracker.config import PortalConfig

__all__ = ["Recorder"]

# What does not depend on who asked, and what another tool needs to answer a page with it.
KEPT = {"access-control-allow-origin", "cache-control", "content-type", "expires", "last-modified", "location", "vary"}
READABLE = ("", "identity", "gzip")
ABOUT_VISITORS = {"utk", "hutk", "hubspotutk", "vi", "__hsfp", "email", "__hs_email"}
# A usertoken, alone or within a cookie's value.
TOKEN = re.compile("[0-9a-f]{32}")
ANALYTICS = ".hs-analytics.net"


@dataclass(slots=True, eq=False)
class Recorder(Source):
    """Passes on what HubSpot's script hosts answer to a GET, and keeps it; anything else is not sent there.

    Of a request only the address is kept, and of that nothing that tells a visitor from another.
    """

    answers: list[Answer] = field(default_factory=list)
    unreached: dict[str, str] = field(default_factory=dict)

    def phrase(self, portal: PortalConfig) -> str:
        return f"recording of portal {portal.portal_id}"

    async def answer(self, request: Request, lane: ContextLane, fetch: Fetch) -> Response | None:  # noqa: ARG002 - any page's
        if request.method != "GET":
            return Response(status_code=204, headers=cross_origin(request))
        asked_at, url = datetime.now(UTC), without_visitor(url_of_request(request))
        response = await fetch(plain=True)
        if isinstance(response, Unreached):
            self.unreached[url] = response.told
        elif response.headers.get("content-encoding", "") in READABLE:
            self.answers.append(_kept(url, response, asked_at))
        return response

    def recorded(self, portal_id: int, usertokens: Collection[str] = ()) -> tuple[Answer, ...]:
        """What was kept, each answer once, if the portal's code is in it; what speaks of these visitors is left out.

        Raises:
            PageError: the portal's code was not asked for, not reached, not there, or no script.
        """
        if sentence := self.failure(portal_id):
            raise PageError(sentence)
        own = self._own(portal_id)
        if not own:
            raise PageError(f"the page asked for no tracking code of portal {portal_id}{self._others()}")
        if not any(host_of(answer.url).endswith(ANALYTICS) for answer in own):
            raise PageError(f"portal {portal_id} was asked for its loader only, which brought no analytics script")
        about = tuple(token.encode() for token in usertokens)
        once = {(answer.url, answer.status): answer for answer in self.answers}.values()
        return tuple(answer for answer in once if not any(token in answer.body for token in about))

    def failure(self, portal_id: int) -> str | None:
        """The sentence on the first thing that went wrong with the portal's code; None when nothing has so far."""
        unreached = (told for url, told in self.unreached.items() if portal_of_loader(url) == portal_id)
        sentences = (f"{told}; check the network, or name its proxy with --upstream-proxy" for told in unreached)
        return next(filter(None, (*sentences, *map(_fault, self._own(portal_id)))), None)

    def _own(self, portal_id: int) -> list[Answer]:
        return [answer for answer in self.answers if portal_of_loader(answer.url) == portal_id]

    def _others(self) -> str:
        ids = dict.fromkeys(str(portal_of_loader(answer.url) or "") for answer in self.answers)
        others = " and ".join(filter(None, ids))
        found = f", only of portal {others}" if others else ""
        return f"{found}; check the portal id, and whether the page has HubSpot's tracking code"


def without_visitor(url: str) -> str:
    """`url` without what tells one visitor from another in its query."""
    address, _, query = without_fragment(url).partition("?")
    kept = "&".join(piece for piece in query.split("&") if not _tells_visitor(unquote(piece)))
    return f"{address}?{kept}" if kept else address


def _tells_visitor(pair: str) -> bool:
    name, _, value = pair.partition("=")
    return name.lower() in ABOUT_VISITORS or TOKEN.search(value) is not None


def _kept(url: str, response: Response, asked_at: datetime) -> Answer:
    headers = tuple((name, value) for name, value in response.headers.items() if name in KEPT)
    body = unpacked(bytes(response.body))
    return Answer(url=url, status=response.status_code, headers=headers, body=body, at=asked_at)


def _fault(answer: Answer) -> str | None:
    """What is wrong with the answer for a loader, an analytics script or a banner script; a missing banner is not."""
    url, kind = plain(answer.url, 200), plain(answer.header("content-type")) or "no type"
    if "hs-banner" in host_of(answer.url):
        return None
    if answer.status >= 400:
        return (
            f"{url} was answered with {answer.status}: HubSpot has no such tracking code; "
            "check the portal id, and take the hublet from the address of your loader"
        )
    if "script" not in kind or not answer.body.strip():
        return (
            f"{url} was answered with {kind} of {len(answer.body)} bytes and not with a script; "
            "see whether something on the way to HubSpot answers in its place"
        )
    return None
