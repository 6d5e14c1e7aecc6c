"""Stack traces of Chromium and Firefox, read into source lines."""

from __future__ import annotations

import re

from harness.capture.timeline import SourceLine

__all__ = ["read_stack"]

# Pages write stacks too: numbers are short, and a line that is longer than any address is no frame.
LONGEST_LINE = 4_000
URL, PLACE = r"(?P<url>[a-z][a-z+.-]*:.*)", r":(?P<line>[0-9]{1,9}):(?P<column>[0-9]{1,9})"
# Code in an eval stands where the eval does: Chromium names the place inside, Firefox `https://…/app.js line 3 > eval`.
FRAMES = (
    re.compile(rf"^\s+at eval \(eval at [^/]*\((?P<function>)(?P<url>[a-z][a-z+.-]*:.*?){PLACE}\), "),
    re.compile(rf"^\s+at (?:(?:async )?(?P<function>[^(]*?) \()?{URL}{PLACE}\)?$"),
    re.compile(rf"^(?P<function>[^@]*)@{URL} line (?P<line>[0-9]{{1,9}}) > .*:[0-9]+:(?P<column>[0-9]{{1,9}})$"),
    re.compile(rf"^(?P<function>[^@]*)@{URL}{PLACE}$"),
)
SPY = "hstrack-spy.js"


def read_stack(text: str) -> tuple[SourceLine, ...]:
    """The frames of the site's own code, innermost first; lines that are no frames, and the spy's own, are left out."""
    lines = (line for line in text.splitlines() if SPY not in line and len(line) <= LONGEST_LINE)
    return tuple(frame for line in lines if (frame := _frame(line)))


def _frame(line: str) -> SourceLine | None:
    frame = next(filter(None, (pattern.match(line) for pattern in FRAMES)), None)
    return frame and SourceLine(
        url=frame["url"],
        line=int(frame["line"]),
        column=int(frame["column"]),
        function=_plain_name(frame["function"] or ""),
    )


def _plain_name(function: str) -> str:
    """The function's own name, without the browser's decorations."""
    name = re.split("[/*]", function)[-1].rstrip("<")
    return "" if name in ("anonymous", "eval") or name.endswith("<anonymous>") else name.removeprefix("new ")
