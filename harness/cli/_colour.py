"""Whether people get colours: at a terminal, unless they have asked for none (https://no-color.org)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harness.report.paint import Paint

__all__ = ["brush", "wants_colour"]


def wants_colour() -> bool:
    """Whether standard output is a terminal that nobody has asked to stay plain."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def brush() -> Paint:
    """What paints the text that goes to standard output."""
    from harness.report.paint import bare, painted

    return painted if wants_colour() else bare
