"""Events that were sent otherwise than meant, or not at all."""

from __future__ import annotations

from harness.expect.case import Case
from harness.expect.fields import argument
from harness.expect.hints.registry import API, at, hint
from harness.expect.phrases import shown
from harness.wire.hits import CustomEvent, LegacyEvent
from harness.wire.words import plain


@hint(see=f"{API}/track-event")
def dead_call(case: Case) -> str | None:
    """`trackEvent` has had no effect since 2026."""
    calls = case.calls("trackEvent", "trackConversion")
    if not calls or not case.lacks(CustomEvent, LegacyEvent):
        return None
    return f"{calls[0].function}{at(calls[0])} has had no effect since 2026; push trackCustomBehavioralEvent instead"


@hint(see=f"{API}/track-event")
def text_instead_of_object(case: Case) -> str | None:
    """An event that is given as a text arrives without its name."""
    texts = [call for call in case.calls("trackCustomBehavioralEvent") if isinstance(argument(0)(call), str)]
    if not texts or not case.lacks(CustomEvent):
        return None
    return f"{texts[0].function}{at(texts[0])} was given a text; give it one object with name and properties"


@hint(see=f"{API}/track-event")
def short_name(case: Case) -> str | None:
    """An event is known by its internal name, prefix included."""
    name = case.difference("name")
    if not (name and name.was and str(name.wanted).endswith(f"_{name.was}")):
        return None
    return f"the page sent {shown(name.was)}; give the internal name with its prefix, {shown(name.wanted)}"


@hint(see=f"{API}/track-event")
def empty_value(case: Case) -> str | None:
    """The tracker sends 0, false and the empty list as an empty value."""
    lost = [each for each in case.differences if each.was == "" and each.wanted in (0, "0", "false")]
    return f"the tracker sends 0 and false as an empty value; give {plain(lost[0].name)} as a text" if lost else None


@hint(see=f"{API}/track-event")
def other_spelling(case: Case) -> str | None:
    """A property arrived under a name that differs in case or punctuation only."""
    sent = case.missed_hit.properties if isinstance(case.missed_hit, CustomEvent) else ()
    asked = {_bare(each.name): each.name for each in case.differences if each.was is None}
    found = next(((name, asked[_bare(name)]) for name, _ in sent if _bare(name) in asked), None)
    if found is None:
        return None
    return f"the page sent {shown(found[0])}; a property is known by its internal name, give {shown(found[1])}"


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()
