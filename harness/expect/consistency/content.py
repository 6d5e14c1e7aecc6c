"""What the page said of its content."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Found, differs, maker
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit
from harness.expect.consistency.said_text import wire_text

SETTERS = {"ct": "setContentType", "pi": "setPageId", "ccu": "setCanonicalUrl"}


@each_hit("disagreed with what the page said of its content")
def content(moment: Moment) -> Found:
    """`ct`, `pi` and `ccu` are what `setContentType`, `setPageId` and `setCanonicalUrl` were given last."""
    for key, function in SETTERS.items():
        calls = moment.said.to(function) if moment.said.is_clear else ()
        text = wire_text(calls[-1].arguments[0]) if calls and calls[-1].arguments else None
        if text:
            yield from differs(moment, key, text, maker(calls[-1]))
