"""Makes the scene of a timeline: which image carried which hit, and what each document had said before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from harness.capture.causes import Cause
from harness.capture.timeline import AskedHit, Entry, JsonValue, Navigation, QueueCall, SilentCall, Timeline
from harness.expect.consistency.moment import Moment, Said, Scene, Silence
from harness.wire.hits import Hit

__all__ = ["scene_of"]

HANDOVERS = ("hs_email=", "hstc=")
"""Parameters of an address that tell the tracker who the visitor is."""

Told = QueueCall | AskedHit | SilentCall


def scene_of(timeline: Timeline) -> Scene:
    """The scene of a whole timeline; of a window, with all that came before it."""
    entries = (*timeline.earlier, *timeline.entries)
    causes = timeline.causes
    caused = [(entry, causes.of(entry)) for entry in entries if isinstance(entry, Hit)]
    carried = {id(cause.asked): (hit, cause) for hit, cause in caused if cause.asked}
    documents = _documents(entries)
    moments: list[Moment] = []
    silences: list[Silence] = []
    handovers: set[int] = set()
    for entry in entries:
        if isinstance(entry, Navigation | QueueCall | AskedHit) and _hands_over(entry):
            handovers.add(entry.page)
        match entry:
            case QueueCall():
                documents[entry.document].hear(entry)
            case AskedHit():
                moments += documents[entry.document].ask(entry, carried, has_handover=entry.page in handovers)
            case SilentCall():
                silences += documents[entry.document].note(entry)
    calls = tuple(entry for entry in entries if isinstance(entry, QueueCall))
    return Scene(moments=tuple(moments), silences=tuple(silences), calls=calls)


@dataclass(slots=True)
class _Document:
    """One document while its entries are read."""

    is_alone: bool
    calls: list[QueueCall] = field(default_factory=list)
    is_clear: bool = True
    may_run_code: bool = False
    has_asked: bool = False
    previous: Moment | None = None

    def hear(self, call: QueueCall) -> None:
        self.calls.append(call)
        # What is pushed after the first hit runs at once; if it waits, for whom is not known.
        waits = call.queue == "_hsq" and call.before_takeover and self.has_asked
        self.is_clear = self.is_clear and not waits and not _is_opaque(call) and call.number == len(self.calls)
        self.may_run_code = self.may_run_code or _may_run_code(call)

    def ask(self, asked: AskedHit, carried: Mapping[int, tuple[Hit, Cause]], *, has_handover: bool) -> Iterator[Moment]:
        self.has_asked = True
        if id(asked) not in carried:
            return
        hit, cause = carried[id(asked)]
        said, sent = self._said(has_handover), dict(reversed(hit.raw))
        moment = Moment(hit=hit, asked=asked, cause=cause, said=said, previous=self.previous, sent=sent)
        self.previous = moment if moment.is_trackers else self.previous
        yield moment

    def note(self, silent: SilentCall) -> Iterator[Silence]:
        call = next((call for call in self.calls if call.number == silent.number), None)
        if call:
            yield Silence(call=call, silent=silent, said=self._said(), previous=self.previous)

    def _said(self, has_handover: bool = False) -> Said:
        return Said(
            calls=tuple(self.calls),
            is_clear=self.is_clear,
            may_run_code=self.may_run_code,
            is_alone=self.is_alone,
            has_handover=has_handover,
        )


def _documents(entries: Iterable[Entry]) -> dict[str, _Document]:
    """Each document that told something, and whether no other one did between its first and its last word."""
    places: dict[str, list[int]] = {}
    for place, told in enumerate(entry for entry in entries if isinstance(entry, Told)):
        places.setdefault(told.document, []).append(place)
    return {name: _Document(is_alone=at[-1] - at[0] == len(at) - 1) for name, at in places.items()}


def _hands_over(entry: Navigation | QueueCall | AskedHit) -> bool:
    address = entry.url if isinstance(entry, Navigation) else entry.frame_url
    return any(parameter in address for parameter in HANDOVERS)


def _is_opaque(call: QueueCall) -> bool:
    """Whether it may have told the tracker something that cannot be read from it.

    `(function)` gets hold of the tracker itself, and the tracker's inner functions begin with an underscore. An
    `(entry)` of several parts may be a call in a form that the tracker knows; one value alone does nothing.
    """
    if call.queue != "_hsq":
        return False
    if call.function == "(entry)":
        return any(
            isinstance(each, list | dict) and each not in ([], {}, {"$undefined": True}) for each in call.arguments
        )
    return call.ignored or call.function.startswith(("(", "_"))


def _may_run_code(call: QueueCall) -> bool:
    """Whether a hit calls functions of the page: values that are functions, or that have a text of their own."""
    return call.function.startswith(("identify", "track")) and any(map(_has_code, call.arguments))


def _has_code(value: JsonValue) -> bool:
    match value:
        case dict():
            return not value.keys().isdisjoint({"$function", "$type"}) or any(map(_has_code, value.values()))
        case list():
            return any(map(_has_code, value))
    return False
