"""Stack traces of Chromium and Firefox, read into source lines."""

from __future__ import annotations

import re

from harness.capture.timeline import SourceLine

__all__ = ["read_stack"]

CHROMIUM = re.compile(
    r"^\s+at (?:(?:async )?(?P<function>.*?) \()?(?P<url>[a-z][a-z+.-]*:.*?):(?P<line>\d+):(?P<column>\d+)\)?$"
)
FIREFOX = re.compile(r"^(?P<function>[^@]*)@(?P<url>[a-z][a-z+.-]*:.*?):(?P<line>\d+):(?P<column>\d+)$")
SPY = "hstrack-spy.js"
EVALUATED = " line "  # Firefox: `https://…/app.js line 3 > eval`


def read_stack(text: str) -> tuple[SourceLine, ...]:
    """The frames of the site's own code, innermost first; lines that are no frames, and the spy's own, are left out."""
    frames = (CHROMIUM.match(line) or FIREFOX.match(line) for line in text.splitlines() if SPY not in line)
    return tuple(_source_line(frame) for frame in frames if frame)


def _source_line(frame: re.Match[str]) -> SourceLine:
    return SourceLine(
        url=frame["url"].partition(EVALUATED)[0],
        line=int(frame["line"]),
        column=int(frame["column"]),
        function=_plain_name(frame["function"] or ""),
    )


def _plain_name(function: str) -> str:
    """The function's own name, without the browser's decorations."""
    name = function.rsplit("/", 1)[-1].strip("<")
    return "" if name in ("<anonymous>", "anonymous") else name.removeprefix("new ")
