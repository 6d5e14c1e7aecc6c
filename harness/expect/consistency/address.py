"""The address of the page: the tracker copies the address bar whenever it sends a hit."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Found, differs
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit
from harness.expect.consistency.said_text import LONGEST


@each_hit("disagreed with the address bar")
def address(moment: Moment) -> Found:
    """`pu` is the address bar of its moment, with query and fragment."""
    shown, sent = moment.asked.frame_url, moment.sent.get("pu", "")
    if moment.said.to("setTrackingGate"):
        # Gates of 2026 merge parameters of the first address into the query.
        shown, sent = _without_query(shown), _without_query(sent)
    if shown and not moment.said.may_run_code and shown[:LONGEST] != sent[:LONGEST]:
        yield from differs(moment, "pu", moment.asked.frame_url, "the address bar")


def _without_query(address: str) -> str:
    page, _, fragment = address.partition("#")
    return f"{page.partition('?')[0]}#{fragment}"
