"""A hit beside what its document showed, and had said to the tracker, when it was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from harness.capture.causes import Cause
from harness.capture.timeline import AskedHit, QueueCall, SilentCall
from harness.wire.hits import FormHit, Hit, LegacyEvent

__all__ = ["Moment", "Said", "Scene", "Silence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a document had said to the tracker up to a moment, in order.

    It `is_clear` when nothing else can have been said: no call is missing, and there was no function, which the spy
    does not look into, no entry that only the tracker can read, and no other queue. The page `may_run_code` of its own
    while a hit is made. The document `is_alone` when no other one told anything meanwhile; its tab `has_handover` when
    an address of it told who the visitor is.
    """

    calls: tuple[QueueCall, ...] = ()
    is_clear: bool = True
    may_run_code: bool = False
    is_alone: bool = True
    has_handover: bool = False

    def to(self, *functions: str) -> tuple[QueueCall, ...]:
        """The calls of these functions of the tracker."""
        return tuple(call for call in self.calls if call.queue == "_hsq" and call.function in functions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A hit with the image that carried it; `sent` has its parameters, `previous` is the moment before in its document.

    Only moments with a hit of the tracker's own are linked so.
    """

    hit: Hit
    asked: AskedHit
    cause: Cause
    said: Said
    previous: Moment | None = field(default=None, repr=False)
    sent: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_trackers(self) -> bool:
        """Whether HubSpot's tracker wrote the hit: version and usertoken are on all of its hits, in every build."""
        return self.sent.keys() >= {"v", "vi"}

    @property
    def has_free_keys(self) -> bool:
        """Whether the page may have named parameters itself; a standard one takes their place where there is one."""
        return isinstance(self.hit, LegacyEvent | FormHit)

    @property
    def call(self) -> QueueCall | None:
        """The queue call that was being executed, whoever made it, or that is known to have waited for the tracker."""
        if self.asked.during:
            return next((call for call in self.said.calls if call.number == self.asked.during), None)
        return self.cause.call

    @property
    def earlier(self) -> Iterator[Moment]:
        """The moments before it in its document, the latest first."""
        before = self.previous
        while before:
            yield before
            before = before.previous

    def has_unchanged(self, call: QueueCall) -> bool:
        """Whether the arguments of a call still are what they were when it was made."""
        return self.asked.changed is not None and call.number not in self.asked.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A call during which no image was asked for; `previous` is the moment before it in its document."""

    call: QueueCall
    silent: SilentCall
    said: Said
    previous: Moment | None

    @property
    def since(self) -> tuple[QueueCall, ...]:
        """The calls after the previous moment, the silent one included."""
        return self.said.calls[len(self.previous.said.calls) if self.previous else 0 :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A timeline as the checks look at it: moments and silences in order, and every queue call."""

    moments: tuple[Moment, ...] = ()
    silences: tuple[Silence, ...] = ()
    calls: tuple[QueueCall, ...] = ()
