"""The title of the page: the tracker copies it whenever it sends a hit."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Found, differs
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit


@each_hit("disagreed with the page's title")
def title(moment: Moment) -> Found:
    """`t` is the title of its moment; a page without one sends none."""
    if moment.asked.title is not None and not moment.said.may_run_code:
        yield from differs(moment, "t", moment.asked.title, "the page's title")
