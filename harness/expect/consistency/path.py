"""The path of the page: what `setPath` said stays until it is called again."""

from __future__ import annotations

from harness.capture.timeline import QueueCall
from harness.expect.consistency.disagreement import PAGE, Found, differs, maker
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit
from harness.expect.consistency.said_text import wire_text


@each_hit("disagreed with setPath")
def path(moment: Moment) -> Found:
    """`po` is the last path that `setPath` was given in the document, `rpo` the one before it."""
    if not moment.said.is_clear:
        return
    calls = moment.said.to("setPath")
    yield from _as_said(moment, "po", calls[-1:])
    yield from _as_said(moment, "rpo", calls[-2:-1])


def _as_said(moment: Moment, key: str, calls: tuple[QueueCall, ...]) -> Found:
    if not calls:
        yield from differs(moment, key, None, PAGE)
    elif (text := _path_of(calls[0])) is not None:
        yield from differs(moment, key, text or "/", maker(calls[0]))


def _path_of(call: QueueCall) -> str | None:
    """The path that was given, if it is plain; of null and objects builds make what they like."""
    given = call.arguments[0] if call.arguments else None
    return None if isinstance(given, bool) else wire_text(given)
