"""A call that sends a hit, and did not."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Disagreement, Found, maker
from harness.expect.consistency.moment import Scene, Silence
from harness.expect.consistency.registry import check
from harness.expect.consistency.said_text import fields_of

HARMLESS = frozenset(
    {"trackPageView", "trackCustomBehavioralEvent", "identify", "setPath", "setPageId", "setContentType"}
)
"""Calls after which a tracker that has sent hits goes on sending them."""


@check("sent no hit", noun="call")
def lost_call(scene: Scene) -> Found:
    """`trackPageView` and `trackCustomBehavioralEvent` send a hit where the tracker has just sent one with consent."""
    if any(call.function == "doNotTrack" for call in scene.calls):
        return
    for silence in scene.silences:
        if _must_send(silence):
            told = f"{maker(silence.call)} was called while the tracker was sending, and it asked for no hit"
            yield Disagreement(entry=silence.call, sentence=told)


def _must_send(silence: Silence) -> bool:
    call, before, cookies = silence.call, silence.previous, silence.silent.cookies
    own = call.queue == "_hsq" and not call.by_tracking_code and not call.before_takeover
    is_whole = call.function == "trackPageView" or bool(call.arguments and fields_of(call.arguments[0]))
    may_track = cookies is not None and "__hs_do_not_track" not in dict(cookies)
    sending = before is not None and before.hit.consent.given and silence.said.is_clear
    return own and is_whole and may_track and sending and all(each.function in HARMLESS for each in silence.since)
