"""What was sent, as expectations behind the actions that it followed: only what is the same the next time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harness.capture.settle import TIMERS_S
from harness.capture.timeline import Timeline
from harness.codegen.actions import Action, Course
from harness.codegen.ask import Ask, ask_for, identity_ask
from harness.codegen.disguise import Disguise
from harness.codegen.stable import path_wanted, wanted_code
from harness.expect.fields import counted_path
from harness.expect.moments import moments_of
from harness.wire.address import host_of
from harness.wire.hits import Hit, Pairs

__all__ = ["Step", "steps_of"]

CLOCKS_APART_S = 0.05
"""How far the times of a page and of its hits may be apart; an expectation may stand too late, but not too early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An action of the visitor (none: all is done), and lines that say what is expected then."""

    action: Action | None
    lines: tuple[str, ...]


def steps_of(course: Course, timeline: Timeline, disguise: Disguise) -> tuple[Step, ...]:
    """The actions, each with what was sent after it, and at last what can be said of the whole visit.

    What was sent while the last page was left is not expected, for a test stops before.
    """
    moment = moments_of(timeline)
    actions = sorted(course.actions, key=lambda action: action.at)
    sent: list[list[Hit]] = [[] for _ in actions]
    late: list[list[str]] = [[] for _ in actions]
    for hit in timeline.hits if actions else ():
        at = moment(hit)
        place = max(bisect_right(actions, at + CLOCKS_APART_S, key=lambda action: action.at) - 1, 0)
        waited_s = at - actions[place].at
        if waited_s > TIMERS_S:
            late[place].append(f"# {waited_s:.0f} s later, without the visitor: {hit.phrase}")
        elif course.ended_at is None or at < course.ended_at:
            sent[place].append(hit)
    writer = _Writer([hit for hits in sent for hit in hits], disguise)
    steps = [
        Step(action=action, lines=(*writer.lines(hits), *remarks))
        for action, hits, remarks in zip(actions, sent, late, strict=True)
    ]
    return (*steps, Step(action=None, lines=tuple(writer.summary())))


class _Writer:
    """Writes expectations in the order of the visit: each counts all that was sent until then."""

    def __init__(self, hits: Sequence[Hit], disguise: Disguise) -> None:
        self._whole = Timeline(tuple(hits))
        self._disguise = disguise
        self._hosts = {host_of(view.page.url or "") for view in self._whole.page_views}
        self._seen: tuple[Hit, ...] = ()
        self._known: Pairs = ()

    def lines(self, hits: Sequence[Hit]) -> tuple[str, ...]:
        """What is expected once these were sent, too."""
        self._seen = (*self._seen, *hits)
        return tuple(dict.fromkeys(line for hit in hits for line in self._lines_on(hit)))

    def summary(self) -> Iterator[str]:
        """What is expected of the whole visit."""
        if not self._whole.hits:
            yield "expect(hubspot.hit()).not_to_be_sent()"
        if paths := [path for view in self._whole.page_views if (path := counted_path(view)) is not None]:
            walked = (wanted_code(path_wanted(path, self._disguise)) for path in paths)
            yield f"expect(hubspot).to_have_walked({', '.join(walked)})"
        usertokens = {hit.visitor.usertoken for hit in self._whole.hits}
        if len(self._hosts) > 1 and len(usertokens) == 1 and all(usertokens):
            yield "expect(hubspot.hit()).to_come_from(hubspot.visitor)"

    def _lines_on(self, hit: Hit) -> Iterator[str]:
        ask = ask_for(hit, self._disguise, with_host=len(self._hosts) > 1)
        pairs = hit.identity.pairs if hit.identity else ()
        is_new, self._known = bool(pairs) and pairs != self._known, pairs or self._known
        if is_new:
            who = identity_ask(pairs, self._disguise).code
            yield f"expect({who}).to_arrive_with({ask.code})" if ask else f"expect({who}).to_be_sent()"
        if ask and (ask.carried or not is_new):
            yield self._line_on(ask)

    def _line_on(self, ask: Ask) -> str:
        seen = Timeline(self._seen)
        if ask.carried and ask.number_in(seen, with_carried=True) == 1:
            return f"expect({ask.code}).to_carry({ask.carried_code})"
        number = ask.number_in(seen)
        return f"expect({ask.code}).to_be_sent({f'times={number}' if number > 1 else ''})"
