"""Visits that other tools have recorded, read from their files: HARs of any tool, traces of Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from harness.audit.network import LACKS, visit_of_log
from harness.audit.visit import Visit
from harness.capture.har_file import Pack, har_text
from harness.capture.notices import kind_of_console_error, kind_of_exception
from harness.capture.timeline import PageFault
from harness.errors import EvidenceError
from harness.wire.exchanges import Exchange, NetworkLog, exchange_of, network_log
from harness.wire.har_parts import member

__all__ = ["visit_of_har", "visits_of_trace"]

LONGEST = 2_000
FIX = "make one with context.tracing.start(snapshots=True) or pytest --tracing on"
TRACE_LACKS = tuple(name for name in LACKS if name != "faults")


def visit_of_har(file: Path) -> Visit:
    """The visit that a HAR tells of, also in a ZIP of Playwright's; EvidenceError for any other file."""
    try:
        log = network_log(*har_text(file))
    except OSError as error:
        raise EvidenceError(f"{file}: cannot be read ({error.strerror}); name a HAR") from None
    except ValueError as error:
        fix = "export one from the network panel of a browser's developer tools"
        raise EvidenceError(f"{file}: is no HAR: {error}; {fix}") from None
    if not log.exchanges:
        raise EvidenceError(f"{file}: is a HAR without requests; record a page while it loads")
    return visit_of_log(log, "har")


def visits_of_trace(file: Path) -> tuple[Visit, ...]:
    """The visits that a Playwright trace tells of, one for each browser context; EvidenceError for any other file."""
    try:
        pack = Pack(file)
        names = [name.removesuffix(".network") for name in pack.names if name.endswith(".network")]
        visits = tuple(visit for name in names if (visit := _visit(pack, name)))
    except ValueError as error:
        raise EvidenceError(f"{file}: is no trace of Playwright: {error}; {FIX}") from None
    if not visits:
        raise EvidenceError(f"{file}: is no trace of Playwright with requests in it; {FIX}")
    return visits


def _visit(pack: Pack, name: str) -> Visit | None:
    """The visit of one context, None when it asked for nothing."""
    exchanges = tuple(_exchanges(pack, name))
    events = list(_records(pack.read(f"{name}.trace"))) if f"{name}.trace" in pack.names else []
    about = next((event for event in events if event.get("type") == "context-options"), {})
    log = NetworkLog(
        tool=f"Playwright {member(about, 'playwrightVersion', str) or ''}".strip(),
        browser=member(about, "browserName", str) or "",
        exchanges=exchanges,
    )
    return visit_of_log(log, "trace", faults=_faults(about, events), lacks=TRACE_LACKS) if exchanges else None


def _exchanges(pack: Pack, name: str) -> Iterator[Exchange]:
    def attached(body: str) -> bytes | None:
        path = f"resources/{body}"
        return pack.read(path) if path in pack.names else None

    for number, record in enumerate(_records(pack.read(f"{name}.network"))):
        if exchange := exchange_of(record.get("snapshot"), number, attached):
            yield exchange


def _records(text: bytes) -> Iterator[dict[str, Any]]:
    """The objects of JSON Lines; what is none is left out."""
    decoder = msgspec.json.Decoder()
    for line in text.splitlines():
        try:
            record = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
        if isinstance(record, dict):
            yield record


def _faults(about: object, events: list[dict[str, Any]]) -> Iterator[PageFault]:
    """What pages reported: errors on the console, exceptions."""
    for event in events:
        if said := _said(event):
            kind, text = said
            url = member(member(event, "location", dict), "url", str) or ""
            yield PageFault(kind=kind, text=text[:LONGEST], at=_moment(about, event), url=url[:LONGEST])


def _said(event: dict[str, Any]) -> tuple[str, str] | None:
    if event.get("type") == "console" and event.get("messageType") == "error":
        text = str(member(event, "text", str) or "")
        return kind_of_console_error(text), text
    if event.get("method") == "pageError":
        error = member(member(member(event, "params", dict), "error", dict), "error", dict)
        return kind_of_exception(member(error, "name", str)), str(member(error, "message", str) or "")
    return None


def _moment(about: object, event: dict[str, Any]) -> datetime:
    """When an event was: traces count milliseconds from a start of their own."""
    wall, start = _number(about, "wallTime"), _number(about, "monotonicTime")
    try:
        return datetime.fromtimestamp(wall / 1000, UTC) + timedelta(milliseconds=_number(event, "time") - start)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _number(record: object, key: str) -> float:
    return float(member(record, key, int) or member(record, key, float) or 0.0)
