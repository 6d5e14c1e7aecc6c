"""Rule unusable-path."""

from __future__ import annotations

import re

from harness.audit.documents import Document, documents, place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import JsonValue, QueueCall
from harness.wire.words import plain, quoted

__all__ = ["unusable_path"]

ACCIDENT = re.compile(r"(?:^|[/=])(undefined|null|NaN|\[object Object\])(?=[/?#&]|$)")


@rule(family="page-views", severity="error", needs={"calls"})
def unusable_path(visit: Visit) -> Findings:
    """setPath is given something that is not a path of the site.

    Why: HubSpot puts the site's origin in front of what setPath says and does not check it; only a text that starts
        with a slash names a page, everything else makes a page that does not exist.
    Fix: Give setPath a text that starts with a slash: path and query of the route.
    Bad: _hsq.push(["setPath", location.href]);
    Good: _hsq.push(["setPath", location.pathname + location.search]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    pushed = [(document, call) for document in documents(visit) for call in document.site_calls("setPath")]
    if not pushed:
        raise DoesNotApply("the site pushed no setPath")
    known: set[tuple[str, str]] = set()
    for document, call in pushed:
        fault = _fault(call.arguments[0] if call.arguments else None, _address(document, call))
        key = (str(call.source or ""), fault)
        if fault and key not in known:
            known.add(key)
            yield finding(f"setPath was given {fault}", at=call)


def _address(document: Document, call: QueueCall) -> str:
    return call.frame_url or document.url


def _fault(given: JsonValue, address: str) -> str:
    """What is wrong with a path and what HubSpot will record because of it; empty when nothing is."""
    if not isinstance(given, str):
        return _fault_of_no_text(given)
    if given == "":
        return "" if place_of(address) == "/" else "an empty text; HubSpot will record /"
    if accident := ACCIDENT.search(given):
        wrong = accident[1] not in address
        return f"{quoted(given)}, in which a value was missing; HubSpot will record {plain(given)}" if wrong else ""
    if re.match(r"https?:|//", given):
        return f"the whole address {quoted(given)}; HubSpot will record it as the path of a page"
    return "" if given.startswith("/") else f"{quoted(given)}, which does not start with a slash"


def _fault_of_no_text(given: JsonValue) -> str:
    if given is None or given == {"$undefined": True}:
        return f"{'null' if given is None else 'undefined'}; HubSpot will record the address instead"
    if isinstance(given, dict | list):
        return "an object; HubSpot will record [object Object]"
    return f"{plain(str(given))}, which is no text; HubSpot will record {plain(str(given))}"
