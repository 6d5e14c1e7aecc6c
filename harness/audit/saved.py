"""A visit as it is saved: its hits as the requests that they were, every text masked, nothing that says nothing."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, cast

import msgspec

from harness.audit.visit import Arrival, ConsentChoice, PageVisit, PortalFacts, ScriptLoad, Visit
from harness.capture.timeline import AskedHit, Navigation, PageFault, QueueCall, Refusal, SourceLine
from harness.wire.decode import decode
from harness.wire.encode import encode
from harness.wire.hits import Hit, Malformed, RawRequest

__all__ = ["Plain", "SavedCall", "SavedRequest", "SavedVisit", "plain_visit", "visit_of"]

DEEPEST = 40

Plain = dict[str, Any] | list[Any] | str | int | float | bool | None
Change = Callable[[str], str]


class SavedRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request to a tracking endpoint; a body that is no text is kept in base64."""

    method: str = "GET"
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    text: str = ""
    base64: str = ""
    context: str = ""
    arrival: int = 0
    arrived_at: datetime | None = None
    merged: bool = False
    cut_off: bool = False


class SavedCall(msgspec.Struct, frozen=True, kw_only=True):
    """A queue call, as `QueueCall`."""

    queue: str
    function: str
    arguments: tuple[Any, ...] = ()
    at: datetime
    before_takeover: bool = False
    frame_url: str = ""
    page: int = 0
    top: bool = True
    stack: tuple[SourceLine, ...] = ()
    document: str = ""
    number: int = 0
    during: int = 0
    takeover: str = ""
    ignored: bool = False


class SavedVisit(msgspec.Struct, frozen=True, kw_only=True):
    """A visit, as `Visit`; `requests` are its hits and malformed requests."""

    journey: str
    start_url: str
    browser: str = ""
    started_at: datetime
    pages: tuple[PageVisit, ...] = ()
    requests: tuple[SavedRequest, ...] = ()
    calls: tuple[SavedCall, ...] = ()
    asked: tuple[AskedHit, ...] = ()
    navigations: tuple[Navigation, ...] = ()
    faults: tuple[PageFault, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    scripts: tuple[ScriptLoad, ...] = ()
    portals: tuple[PortalFacts, ...] = ()
    banner: str | None = None
    choices: tuple[ConsentChoice, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    settled: bool = True
    undecided: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    not_applicable: str = ""


ALIKE = tuple({field.name for field in fields(Visit)} & set(SavedVisit.__struct_fields__) - {"calls"})
CALL = SavedCall.__struct_fields__


def plain_visit(visit: Visit, change: Change) -> Plain:
    """The visit as JSON values, every text changed; what has its usual value is left out."""
    return _plain(_saved(visit, change), change)


def visit_of(saved: SavedVisit) -> Visit:
    """The visit that was saved, its hits decoded anew; binascii.Error for a body that is no base64."""
    kept = [_decoded(request) for request in saved.requests]
    return Visit(
        **{name: getattr(saved, name) for name in ALIKE},
        hits=tuple(each for each in kept if isinstance(each, Hit)),
        malformed=tuple(each for each in kept if isinstance(each, Malformed)),
        calls=tuple(QueueCall(**msgspec.structs.asdict(call)) for call in saved.calls),
    )


def _saved(visit: Visit, change: Change) -> SavedVisit:
    return SavedVisit(
        **{name: getattr(visit, name) for name in ALIKE},
        requests=(
            *(_request(hit.request or encode(hit), change, hit) for hit in visit.hits),
            *(_request(torn.request, change) for torn in visit.malformed),
        ),
        calls=tuple(SavedCall(**{name: getattr(call, name) for name in CALL}) for call in visit.calls),
    )


def _request(request: RawRequest, change: Change, hit: Hit | None = None) -> SavedRequest:
    return SavedRequest(
        method=request.method,
        url=request.url,
        headers=request.headers,
        context=request.context,
        arrival=request.arrival,
        arrived_at=request.arrived_at,
        merged=hit is not None and hit.merged,
        cut_off=hit is not None and hit.cut_off,
        **_body(request.body, change),
    )


def _body(body: bytes, change: Change) -> dict[str, str]:
    try:
        return {"text": body.decode()}
    except UnicodeDecodeError:
        # Masked before it is wrapped, for an address cannot be seen in base64.
        return {"base64": base64.b64encode(change(body.decode("latin-1")).encode("latin-1")).decode()}


def _decoded(saved: SavedRequest) -> Hit | Malformed:
    kept = decode(
        RawRequest(
            method=saved.method,
            url=saved.url,
            headers=saved.headers,
            body=base64.b64decode(saved.base64) if saved.base64 else saved.text.encode(),
            context=saved.context,
            arrival=saved.arrival,
            arrived_at=saved.arrived_at,
        )
    )
    return replace(kept, merged=saved.merged, cut_off=saved.cut_off) if isinstance(kept, Hit) else kept


def _plain(value: object, change: Change, depth: int = 0) -> Plain:
    """`value` with every text changed, keys included; what a page nested too deeply is cut."""
    match value:
        case str():
            return change(value)
        case None | bool() | int() | float():
            return value
        case dict() | list() | tuple() if depth > DEEPEST:
            return "…"
        case dict():
            return {change(key): _plain(item, change, depth + 1) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item, change, depth + 1) for item in value]
        case datetime():
            return msgspec.to_builtins(value)  # type: ignore[no-any-return]  # the text of a time
        case _:
            return {name: _plain(item, change, depth + 1) for name, item in _unusual(value)}


def _unusual(value: object) -> Iterator[tuple[str, object]]:
    """The members of a struct or a dataclass that do not have their usual value."""
    if isinstance(value, msgspec.Struct):
        usual = {field.name: field.default for field in msgspec.structs.fields(value)}
    else:
        usual = {field.name: field.default for field in fields(cast("Any", value))}
    for name, default in usual.items():
        if (item := getattr(value, name)) != default:
            yield name, item
