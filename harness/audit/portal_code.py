"""Whose fault an error of the tracking code is: that of functions in the portal's own settings, or the site's."""

from __future__ import annotations

import re
from typing import Literal

from harness.audit.documents import Document
from harness.audit.visit import Visit
from harness.wire.address import host_of
from harness.wire.endpoints import host_role
from harness.wire.hits import ScriptError

__all__ = ["Blame", "blame"]

Blame = Literal["portal", "site or portal", "site"]

ADDRESS = re.compile(r"https?://[^\s()]+")
# These take whatever they are given.
HARMLESS = ("setPath", "trackPageView", "identify", "trackCustomBehavioralEvent", "doNotTrack", "refreshPageHandlers")


def blame(visit: Visit, document: Document, error: ScriptError) -> Blame:
    """Whose code has thrown, by the stack of the error and the calls that waited for the tracking code."""
    places = [host_role(host_of(address)) for address in ADDRESS.findall(error.stack or "")]
    if not any(portal.custom_code for portal in visit.portals) or not places or None in places:
        return "site"
    waited = (call for call in document.calls if call.before_takeover and not call.by_tracking_code)
    return "portal" if all(call.function in HARMLESS for call in waited) else "site or portal"
