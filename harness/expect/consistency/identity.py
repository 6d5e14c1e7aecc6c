"""Who the visitor is: what `identify` said goes out with every later hit of the document."""

from __future__ import annotations

from collections.abc import Sequence

from harness.capture.timeline import JsonValue, QueueCall
from harness.expect.consistency.disagreement import PAGE, Disagreement, Found, maker, sentence, unlike
from harness.expect.consistency.moment import Moment
from harness.expect.consistency.registry import each_hit
from harness.expect.consistency.said_text import fields_of

OWN_KEYS = frozenset({"visitor"})
"""Keys under which the tracker itself says who a visitor was before."""


@each_hit("disagreed with identify")
def identity(moment: Moment) -> Found:
    """`i` holds what the calls of `identify` in the document said, merged key by key, the later one winning."""
    hit, calls = moment.hit, moment.said.to("identify")
    if not moment.said.is_clear or moment.said.has_handover or hit.visitor.was_reset:
        return
    said = _merged(calls) if all(map(moment.has_unchanged, calls)) else None
    if said is None or (moment.has_free_keys and not calls):
        return
    source = maker(calls[-1]) if calls else PAGE
    if calls and hit.identity is None:
        yield Disagreement(entry=hit, sentence=sentence("i (identity)", source, said, None))
        return
    pairs = hit.identity.pairs if hit.identity else ()
    sent = tuple(pair for pair in pairs if pair[0] not in OWN_KEYS)
    yield from unlike(hit, source, said, sent, "i (identity), {}")


def _merged(calls: Sequence[QueueCall]) -> dict[str, JsonValue] | None:
    """What all calls said together; None when it is not certain."""
    said: dict[str, JsonValue] = {}
    for call in calls:
        given = call.arguments[0] if call.arguments else None
        fields = {} if given in (None, {"$undefined": True}) else fields_of(given)
        if fields is None:
            return None
        said |= fields
    return {key: value for key, value in said.items() if key not in OWN_KEYS}
