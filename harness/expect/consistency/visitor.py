"""The visitor: a copy of the cookie `__hstc`, a usertoken that lasts, a flag and a fingerprint of the page load."""

from __future__ import annotations

from datetime import timedelta

from harness.expect.consistency.disagreement import Found, differs
from harness.expect.consistency.jar import copies, kept
from harness.expect.consistency.lasting import lasts
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit
from harness.wire.cookies import Hstc

NEAR = timedelta(hours=1)
"""A clock that moves further may reach another offset of its time zone, which is part of the fingerprint."""


@each_hit("disagreed with the visitor's cookies, or with an earlier hit of the page load")
def visitor(moment: Moment) -> Found:
    """`u` is the cookie `__hstc` of its moment, `vi` the cookie `hubspotutk` of the page load.

    `vi`, `nc` and `bfp` are alike on all hits of a page load, until the visitor is reset.
    """
    yield from copies(moment, "u", "__hstc", Hstc.parse)
    yield from lasts(moment, "vi", _is_not_reset)
    yield from lasts(moment, "nc", _is_not_reset)
    yield from lasts(moment, "bfp", lambda each: "bfp" in each.sent and _is_near(each, moment))
    if moment.asked.takeover and moment.hit.consent.given:
        yield from _is_remembered(moment)


def _is_remembered(moment: Moment) -> Found:
    """While the tracker starts, its cookies are those that it has just written, if it could write any."""
    tokens, visitors = kept(moment, "hubspotutk") or [], kept(moment, "__hstc") or []
    if len(tokens) == 1 and len(visitors) == 1 and f".{tokens[0]}." in visitors[0]:
        yield from differs(moment, "vi", tokens[0], "the cookie hubspotutk")


def _is_not_reset(moment: Moment) -> bool:
    return not moment.hit.visitor.was_reset


def _is_near(one: Moment, other: Moment) -> bool:
    return bool(one.hit.sent_at and other.hit.sent_at and abs(one.hit.sent_at - other.hit.sent_at) < NEAR)
