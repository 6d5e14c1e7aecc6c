"""Where something comes from, in words: the line of the site's code behind an entry, and behind a value of a hit."""

from __future__ import annotations

from harness.capture.causes import Cause, Causes
from harness.capture.timeline import Entry, Navigation, QueueCall, WorkerStart
from harness.expect.condition import Difference
from harness.wire.hits import Hit, Malformed
from harness.wire.words import plain

__all__ = ["origin_of", "value_origin"]


def origin_of(entry: Entry, causes: Causes) -> str:
    """`app.js:41 onRouteChange`; of a hit that no call made, in a word what did, or that it is not known."""
    match entry:
        case QueueCall() | Navigation() | WorkerStart():
            return plain(str(entry.stack[0])) if entry.stack else ""
        case Hit() | Malformed():
            return _told(causes.of(entry))
        case _:
            return ""


def value_origin(hit: Hit, difference: Difference, causes: Causes) -> str:
    """The line of the call that gave a hit this value by `setPath` or `identify`; nothing when that is not certain."""
    said = [call for call in causes.calls_before(hit) if _says(call, difference)]
    return origin_of(said[-1], causes) if said else ""


def _told(cause: Cause) -> str:
    line = plain(str(cause.source)) if cause.source else ""
    unknown = "cause unknown" if cause.asked and not cause.known else ""
    return ", ".join(filter(None, [line, cause.reason, unknown]))


def _says(call: QueueCall, difference: Difference) -> bool:
    given = call.arguments[0] if call.arguments else None
    if call.function == "identify":
        given = given.get(difference.name) if isinstance(given, dict) else None
    elif not (call.function == "setPath" and difference.name == "path"):
        return False
    return given is not None and str(given) == difference.was
