"""The question that finds a hit again: as source, and as the query that it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from unittest.mock import ANY

from harness.capture.timeline import Timeline
from harness.codegen.code import arguments
from harness.codegen.disguise import Disguise
from harness.codegen.stable import path_wanted, value_wanted, wanted_code
from harness.expect.fields import counted_path, form_step
from harness.expect.match import Wanted
from harness.expect.query import HitQuery
from harness.expect.testing import Seen
from harness.wire.address import host_of
from harness.wire.hits import (
    CollectedForm,
    ConsentHit,
    CustomEvent,
    FormHit,
    FormSubmission,
    Hit,
    LegacyEvent,
    PageView,
    Pairs,
)

__all__ = ["Ask", "ask_for", "identity_ask"]

TAKEN = frozenset({"self", "timeout"})
"""Names that no value can be given under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that a test puts to `hubspot`: what for, by what value, and with which others.

    `carried` are the values that a test expects of an event.
    """

    what: str
    by: tuple[Wanted, ...] = ()
    named: Mapping[str, Wanted] = field(default_factory=dict)
    carried: Mapping[str, Wanted] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The question as source, without what is carried: `hubspot.page_view("/pricing")`."""
        by = map(wanted_code, self.by)
        return f"hubspot.{self.what}({', '.join(filter(None, [*by, _arguments(self.named)]))})"

    @property
    def carried_code(self) -> str:
        """What is carried, as arguments."""
        return _arguments(self.carried)

    def number_in(self, timeline: Timeline, *, with_carried: bool = False) -> int:
        """How many hits it finds."""
        ask: Callable[..., HitQuery] = getattr(Seen(timeline), self.what)
        return len(ask(*self.by, **self.named, **(self.carried if with_carried else {})).of(timeline))


def ask_for(hit: Hit, disguise: Disguise, *, with_host: bool) -> Ask | None:
    """What finds this hit again, in the values that last; None for a kind that a test cannot ask for."""
    match hit:
        case PageView():
            path, host = counted_path(hit), host_of(hit.page.url or "")
            named = {"host": host} if with_host and host else {}
            return Ask(what="page_view", by=() if path is None else (path_wanted(path, disguise),), named=named)
        case CustomEvent(name=name, properties=pairs):
            return Ask(what="event", by=_known(name), carried=_wanted(pairs, disguise))
        case LegacyEvent(id=name):
            return Ask(what="legacy_event", by=_known(name))
        case FormHit(form_id=form_id) | FormSubmission(form_id=form_id):
            return Ask(what="form", by=_known(form_step(hit)), named={"form_id": form_id} if form_id else {})
        case CollectedForm():
            return Ask(what="form", by=_known(form_step(hit)))
        case ConsentHit(decision=decision):
            return Ask(what="consent", by=(decision,))
    return None


def identity_ask(pairs: Pairs, disguise: Disguise) -> Ask:
    """What finds any hit with this identity."""
    return Ask(what="identity", named=_wanted(pairs, disguise))


def _known(value: str | None) -> tuple[str, ...]:
    return () if value is None else (value,)


def _wanted(pairs: Pairs, disguise: Disguise) -> dict[str, Wanted]:
    """Values by name; of a name that occurs several times, any."""
    numbers = Counter(name for name, _ in pairs if name not in TAKEN)
    wanted = {name: value_wanted(text, disguise) for name, text in pairs}
    return {name: wanted[name] if number == 1 else ANY for name, number in numbers.items()}


def _arguments(values: Mapping[str, Wanted]) -> str:
    return arguments({name: wanted_code(value) for name, value in values.items()})
