"""Events: name and properties are those of the call that sent them."""

from __future__ import annotations

from harness.capture.timeline import JsonValue, QueueCall
from harness.expect.consistency.disagreement import Disagreement, Found, maker, sentence, unlike
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit
from harness.expect.consistency.said_text import agrees, fields_of
from harness.wire.hits import CustomEvent, LegacyEvent

UNDEFINED: JsonValue = {"$undefined": True}


@each_hit("disagreed with the event's call")
def event(moment: Moment) -> Found:
    """Name and properties are those of `trackCustomBehavioralEvent`, id and value those of `trackEvent`."""
    match moment.hit, moment.call:
        case CustomEvent() as hit, QueueCall(function="trackCustomBehavioralEvent") as call:
            yield from _custom(hit, call) if moment.has_unchanged(call) else ()
        case LegacyEvent() as hit, QueueCall(function="trackEvent" | "trackConversion") as call:
            yield from _legacy(hit, call) if moment.has_unchanged(call) else ()
        case CustomEvent() as hit, None if moment.asked.takeover and moment.said.is_clear:
            yield from _unheard_of(hit, moment)


def _unheard_of(hit: CustomEvent, moment: Moment) -> Found:
    """What is sent while the tracker starts was queued before, for no element can be clicked meanwhile."""
    calls = moment.said.to("trackCustomBehavioralEvent")
    given = [_plain_fields(call, 0) if moment.has_unchanged(call) else None for call in calls]
    names = [fields.get("name") for fields in given if fields is not None]
    sent = [hit.name] if hit.name else []
    if None in given or any(agrees(name, sent) for name in names):
        return
    wanted = ", ".join(map(str, names)) or None
    yield Disagreement(entry=hit, sentence=sentence("n (event name)", "the queued calls", wanted, hit.name))


def _custom(hit: CustomEvent, call: QueueCall) -> Found:
    given = _plain_fields(call, 0)
    if given is None:
        return
    name = {"n": given["name"]} if "name" in given else {}
    sent = (("n", hit.name),) if hit.name is not None else ()
    yield from unlike(hit, maker(call), name, sent, "{} (event name)")
    said = given.get("properties")
    properties = {} if said in (None, UNDEFINED) else fields_of(said)
    if properties is not None:
        yield from unlike(hit, maker(call), properties, hit.properties, "_{} (property)")


def _legacy(hit: LegacyEvent, call: QueueCall) -> Found:
    said = _legacy_fields(call)
    for key, name, sent in (("id", "n (event id)", hit.id), ("value", "m (event value)", hit.value)):
        if said is not None and not isinstance(said.get(key), list):
            yield from unlike(hit, maker(call), {key: said.get(key, "")}, ((key, sent or ""),), name)


def _legacy_fields(call: QueueCall) -> dict[str, JsonValue] | None:
    """A legacy event as one object: it may be given as an id, and a second object with it."""
    first = call.arguments[0] if call.arguments else None
    if not isinstance(first, str | int):
        return _plain_fields(call, 0)
    more = _plain_fields(call, 1) if call.arguments[1:] else {}
    return None if more is None else {**more, "id": first}


def _plain_fields(call: QueueCall, place: int) -> dict[str, JsonValue] | None:
    return fields_of(call.arguments[place]) if len(call.arguments) > place else None
