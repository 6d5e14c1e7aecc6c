"""An unmet verdict in text: what was wanted, what happened, the nearest miss, the timeline, and a hint."""

from __future__ import annotations

from harness.capture.causes import Causes
from harness.capture.timeline import QueueCall, Timeline
from harness.expect.case import Case
from harness.expect.condition import Difference, Miss
from harness.expect.hints import hint_for
from harness.expect.judge import Verdict
from harness.expect.origins import origin_of, value_origin
from harness.expect.phrases import call_phrase, contrast
from harness.expect.trace import trace
from harness.expect.wording import happened, wanted
from harness.wire.hits import Hit
from harness.wire.words import plain

__all__ = ["explain"]


def explain(verdict: Verdict, timeline: Timeline) -> str:
    """The failure text of a verdict that is not met."""
    case = Case.of(verdict, timeline)
    outcome = "\n".join([wanted(verdict.judgement), happened(verdict, timeline), *map(_doubt, verdict.doubts)])
    paragraphs = (outcome, _nearest_miss(case.miss, timeline.causes), trace(timeline, case.marks), hint_for(case))
    return "\n\n".join(filter(None, paragraphs))


def _doubt(doubt: str) -> str:
    return f"not ruled out: {doubt}"


def _nearest_miss(miss: Miss | None, causes: Causes) -> str | None:
    if miss is None:
        return None
    phrase = call_phrase(miss.item) if isinstance(miss.item, QueueCall) else miss.item.phrase
    heading = f"nearest miss: {phrase}{_behind(origin_of(miss.item, causes))}"
    return "\n".join([heading, *(_difference(each, miss, causes) for each in miss.differences)])


def _difference(difference: Difference, miss: Miss, causes: Causes) -> str:
    wanted_text, was_text = contrast(difference.wanted, difference.was)
    origin = value_origin(miss.item, difference, causes) if isinstance(miss.item, Hit) else ""
    return f"  {plain(difference.name)}: wanted {wanted_text}, was {was_text}{_behind(origin)}"


def _behind(origin: str) -> str:
    return f"  ({origin})" if origin else ""
