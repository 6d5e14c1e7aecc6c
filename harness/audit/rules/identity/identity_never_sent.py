"""Rule identity-never-sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from harness.audit.documents import Document, documents
from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.capture.timeline import JsonValue, QueueCall
from harness.wire.address import without_origin
from harness.wire.words import plain

__all__ = ["identity_never_sent"]

_NO_HIT = "no hit carried it before the page ended"


@rule(family="identity", severity="error", needs={"hits", "calls"})
def identity_never_sent(visit: Visit) -> Findings:
    """An identity is pushed, but no later hit carries it, so HubSpot never learns who the visitor is.

    Why: identify sends nothing itself; it waits in memory for the next page view or event of the same page, and is
        forgotten when the page is left.
    Fix: Push identify before the tracking code loads, or push trackPageView (or an event) right after it.
    Bad: _hsq.push(["identify", { email: "ada@acme.test" }]);
    Good: _hsq.push(["identify", { email: "ada@acme.test" }]);
        _hsq.push(["trackPageView"]);
    See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
    """
    loads = documents(visit)
    pushed = [(document, call) for document in loads for call in _lasting(document)]
    if not pushed:
        raise DoesNotApply("no identity was pushed")
    sent = _sent(visit)
    for document, call in pushed:
        unsent = _said(call).items() - sent
        if not unsent:
            continue
        place = plain(without_origin(call.frame_url or document.url))
        left_early = call.before_takeover and _is_left_early(document, loads)
        if doubt := _doubt(visit, document, place, left_early=left_early):
            yield doubt
        else:
            names = plain(" and ".join(sorted(key for key, _ in unsent)))
            end = "the page was left before the tracking code ran" if left_early else _NO_HIT
            yield finding(f"identify on {place} set {names}, but {end}", at=call)


def _is_left_early(document: Document, loads: Sequence[Document]) -> bool:
    """Whether a document sent nothing and a later one did, so it was not the tracking code that was missing."""
    later = [other for other in loads if other.started_at > document.started_at]
    return not document.hits and any(other.hits for other in later)


def _lasting(document: Document) -> Iterator[QueueCall]:
    """The identify calls of a document that say something which no later one replaces; later keys win."""
    calls = [call for call in document.site_calls("identify") if _said(call)]
    for position, call in enumerate(calls):
        replaced = {key for later in calls[position + 1 :] for key in _said(later)}
        if _said(call).keys() - replaced:
            yield call


def _said(call: QueueCall) -> dict[str, str]:
    """What an identify call says, as text; an object, a list or null cannot be compared with what the wire holds."""
    argument = call.arguments[0] if call.arguments else None
    pairs = argument.items() if isinstance(argument, dict) else ()
    return {key: _as_text(value) for key, value in pairs if isinstance(value, str | int | float)}


def _as_text(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _sent(visit: Visit) -> set[tuple[str, str]]:
    """Every pair that some hit carried; one that another page sent later is not lost."""
    return {pair for hit in visit.hits if hit.identity for pair in hit.identity.pairs}


def _doubt(visit: Visit, document: Document, place: str, *, left_early: bool) -> Undecided | None:
    if not document.hits and not left_early:
        return Undecided(f"identify was pushed on {place}, but that page sent no hit at all that could carry it")
    if visit.malformed:
        return Undecided(f"identify was pushed on {place}; a hit that could not be read may have carried it")
    if not visit.settled:
        return Undecided(f"identify was pushed on {place}, which did not come to rest; a later hit may carry it")
    return None
