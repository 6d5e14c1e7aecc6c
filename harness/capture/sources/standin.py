"""The stand-in tracker, rendered for whatever portal a page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from harness.capture.sources.source import Fetch, Source
from harness.tracker.config import PortalConfig
from harness.tracker.render import Scripts, render
from harness.wire.address import host_of, path_of
from harness.wire.endpoints import hublet_of, portal_of_loader

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from harness.capture.lane import ContextLane

__all__ = ["StandIn"]

render_once = lru_cache(maxsize=64)(render)
HEADERS = {"cache-control": "no-store", "access-control-allow-origin": "*"}


@dataclass(frozen=True, slots=True)
class StandIn(Source):
    """Our own scripts with the settings of the context's portal."""

    def phrase(self, portal: PortalConfig) -> str:
        return f"stand-in ({portal.generation})"

    async def answer(self, request: Request, lane: ContextLane, fetch: Fetch) -> Response | None:  # noqa: ARG002 - hermetic
        from starlette.responses import Response  # Only here: pytest's header wants no more than the phrase.

        from harness.capture.asked import url_of_request

        url = url_of_request(request)
        # The address of the collected-forms script is the same for all portals.
        forms = path_of(url).endswith("/collectedforms.js")
        portal_id = lane.portal.portal_id if forms else portal_of_loader(url)
        text = _script(host_of(url), lane.portal, portal_id) if portal_id else None
        return Response(text, media_type="text/javascript", headers=HEADERS) if text else None


def _script(host: str, portal: PortalConfig, portal_id: int) -> str | None:
    scripts: Scripts = render_once(msgspec.structs.replace(portal, portal_id=portal_id, hublet=hublet_of(host)))
    by_domain = {
        ".hs-scripts.com": scripts.loader,
        ".hs-analytics.net": scripts.analytics,
        ".hs-banner.com": scripts.banner,
        ".hscollectedforms.net": scripts.forms,
    }
    return next((text for domain, text in by_domain.items() if host.endswith(domain)), None)
