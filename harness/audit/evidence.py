"""Saved evidence: visits as a versioned JSON file, to be judged again, by newer rules or on another machine.

A hit is saved as the request that it was and decoded anew on loading, so that a newer decoder reads more from old
evidence. E-mail addresses are masked wherever they stand unless identities are to be shown.
"""

from __future__ import annotations

import base64
import binascii
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from harness.audit.emails import Masker
from harness.audit.visit import ConsentChoice, PageVisit, PortalFacts, ScriptLoad, Visit
from harness.capture.timeline import AskedHit, Navigation, PageFault, QueueCall, Refusal, SourceLine
from harness.errors import EvidenceError
from harness.wire.decode import decode
from harness.wire.encode import encode
from harness.wire.hits import Hit, Malformed, RawRequest

__all__ = ["VERSION", "dump_visits", "load_visits", "parse_visits", "save_visits"]

VERSION = 1
DEEPEST = 40

Plain = dict[str, Any] | list[Any] | str | int | float | bool | None


class SavedRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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


class SavedCall(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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


class SavedVisit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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
    settled: bool = True
    undecided: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    not_applicable: str = ""


class SavedEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    format: Literal["hstrack-evidence"] = "hstrack-evidence"
    version: int = VERSION
    masked: bool
    visits: tuple[SavedVisit, ...]


class _Header(msgspec.Struct):
    """What every version of the file has."""

    format: Literal["hstrack-evidence"]
    version: int


ALIKE = tuple({field.name for field in fields(Visit)} & set(SavedVisit.__struct_fields__) - {"calls"})
CALL = SavedCall.__struct_fields__


def dump_visits(visits: Iterable[Visit], *, show_identities: bool = False) -> bytes:
    """The visits as a JSON document; the same address has the same mask throughout the document."""
    masker = Masker()
    change: Callable[[str], str] = _writable if show_identities else lambda text: masker(_writable(text))
    saved = [_changed(msgspec.to_builtins(_visit(visit, change)), change) for visit in visits]
    document = {"format": "hstrack-evidence", "version": VERSION, "masked": not show_identities, "visits": saved}
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def save_visits(
    file: Path, visits: Iterable[Visit], *, show_identities: bool = False, make_folder: bool = False
) -> None:
    """Write the visits to `file`, whole or not at all, readable by its owner only; EvidenceError when it cannot be."""
    text = dump_visits(visits, show_identities=show_identities)
    try:
        if make_folder:
            file.parent.mkdir(parents=True, exist_ok=True)
        # A temporary file has mode 0600 from the start, and a replacement is never seen half written.
        handle, name = tempfile.mkstemp(prefix=f".{file.name[:50]}.", dir=file.parent)
    except OSError as error:
        raise _unwritable(file, error) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text)
        Path(name).replace(file)
    except OSError as error:
        with suppress(OSError):
            Path(name).unlink()
        raise _unwritable(file, error) from None


def load_visits(file: Path) -> tuple[Visit, ...]:
    """The visits of a saved file, hits decoded anew; EvidenceError for a file that cannot be read."""
    try:
        text = file.read_bytes()
    except OSError as error:
        fix = "give a file that was written by hstrack audit --save or pytest --hubspot-evidence"
        raise EvidenceError(f"{file}: cannot be read ({error.strerror}); {fix}") from None
    try:
        return parse_visits(text)
    except EvidenceError as error:
        raise EvidenceError(f"{file}: {error}") from None


def parse_visits(text: bytes) -> tuple[Visit, ...]:
    """The visits of a JSON document; EvidenceError says what is wrong with another."""
    try:
        version = msgspec.json.decode(text, type=_Header).version
        if version != VERSION:
            raise EvidenceError(f"is evidence of version {version}, but only {VERSION} is known; use a newer hstrack")
        return tuple(_loaded(saved) for saved in msgspec.json.decode(text, type=SavedEvidence).visits)
    except (msgspec.DecodeError, RecursionError, binascii.Error) as error:
        raise EvidenceError(f"is not evidence of hstrack: {error}") from None


def _unwritable(file: Path, error: OSError) -> EvidenceError:
    fix = "make room there, or name a folder that is yours"
    return EvidenceError(f"{file}: evidence cannot be written ({error.strerror}); {fix}")


def _visit(visit: Visit, change: Callable[[str], str]) -> SavedVisit:
    return SavedVisit(
        **{name: getattr(visit, name) for name in ALIKE},
        requests=(
            *(_request(hit.request or encode(hit), change, hit) for hit in visit.hits),
            *(_request(torn.request, change) for torn in visit.malformed),
        ),
        calls=tuple(SavedCall(**{name: getattr(call, name) for name in CALL}) for call in visit.calls),
    )


def _request(request: RawRequest, change: Callable[[str], str], hit: Hit | None = None) -> SavedRequest:
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


def _body(body: bytes, change: Callable[[str], str]) -> dict[str, str]:
    try:
        return {"text": body.decode()}
    except UnicodeDecodeError:
        # Masked before it is wrapped, for an address cannot be seen in base64.
        return {"base64": base64.b64encode(change(body.decode("latin-1")).encode("latin-1")).decode()}


def _writable(text: str) -> str:
    """`text` without lone halves of a character, which a page's strings may hold and JSON may not."""
    return text.encode("utf-8", "replace").decode()


def _changed(value: Plain, change: Callable[[str], str], depth: int = 0) -> Plain:
    """`value` with every text changed, keys included; what a page nested too deeply is cut."""
    match value:
        case str():
            return change(value)
        case dict() | list() if depth > DEEPEST:
            return "…"
        case dict():
            return {change(key): _changed(item, change, depth + 1) for key, item in value.items()}
        case list() | tuple():
            return [_changed(item, change, depth + 1) for item in value]
        case _:
            return value


def _loaded(saved: SavedVisit) -> Visit:
    kept = [_decoded(request) for request in saved.requests]
    return Visit(
        **{name: getattr(saved, name) for name in ALIKE},
        hits=tuple(each for each in kept if isinstance(each, Hit)),
        malformed=tuple(each for each in kept if isinstance(each, Malformed)),
        calls=tuple(QueueCall(**msgspec.structs.asdict(call)) for call in saved.calls),
    )


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
