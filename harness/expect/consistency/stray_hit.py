"""A hit that nothing accounts for: no call of the page, and nothing that the tracker sends by itself."""

from __future__ import annotations

from harness.expect.consistency.disagreement import Disagreement, Found, maker
from harness.expect.consistency.moment import Moment, Scene
from harness.expect.consistency.registry import check
from harness.wire.hits import CustomEvent, Hit, LegacyEvent, PageView, UnknownHit
from harness.wire.words import plain

SENT: dict[str, type[Hit]] = {"trackPageView": PageView, "trackCustomBehavioralEvent": CustomEvent}


@check("came from no call that sends its kind, and not from the tracking code itself")
def stray_hit(scene: Scene) -> Found:
    """Page views and events come from a queue call of their kind or from HubSpot's scripts, not from the page."""
    for moment in scene.moments:
        call = moment.call if moment.asked.during else None
        if call and _is_of_another_kind(moment, SENT.get(call.function)):
            told = f"it came out of {maker(call)}, which sends hits of the kind: {SENT[call.function].kind}"
            yield Disagreement(entry=moment.hit, sentence=told)
        elif _is_own_picture(moment):
            told = f"{plain(str(moment.asked.stack[0]))} asked for its image, and no queue call was being executed"
            yield Disagreement(entry=moment.hit, sentence=told)


def _is_of_another_kind(moment: Moment, kind: type[Hit] | None) -> bool:
    certain = moment.is_trackers and not moment.said.may_run_code and not isinstance(moment.hit, UnknownHit)
    return certain and kind is not None and not isinstance(moment.hit, kind)


def _is_own_picture(moment: Moment) -> bool:
    """Whether the page asked for the image past the tracker, which is known to come from HubSpot's host."""
    asked = moment.asked
    alone = bool(asked.stack) and not any(line.of_hubspot for line in asked.stack)
    counted = isinstance(moment.hit, PageView | CustomEvent | LegacyEvent)
    if asked.during or asked.takeover or not alone or not counted or moment.cause.known:
        return False
    return any(each.asked.stack and each.asked.stack[0].of_hubspot for each in moment.earlier)
