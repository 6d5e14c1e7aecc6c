"""What is done and what is sent, line by line while it happens."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from harness.capture.timeline import Entry, Timeline
from harness.codegen.actions import Action
from harness.codegen.expectations import CLOCKS_APART_S
from harness.expect.moments import moments_of
from harness.expect.trace import told
from harness.wire.hits import Hit, Malformed
from harness.wire.words import plain

__all__ = ["LiveList"]

LONGEST_ACTION = 200


class LiveList:
    """Each action once, and each hit below the action that it followed; typing is told when it is over."""

    def __init__(self) -> None:
        self._actions = 0
        self._hits = 0

    def news(self, actions: Sequence[Action], timeline: Timeline, *, is_over: bool = False) -> list[str]:
        """The lines on what is new since the last time."""
        moment = moments_of(timeline)
        hits = [entry for entry in timeline if _is_request(entry)]
        new_hits = hits[self._hits :]
        ready = len(actions) - (_is_typing(actions) and not (is_over or new_hits))
        lines = [(action.at, plain(action.code, LONGEST_ACTION)) for action in actions[self._actions : ready]]
        lines += [(moment(hit) + CLOCKS_APART_S, f"  {': '.join(told(hit))}") for hit in new_hits]
        self._actions, self._hits = ready, len(hits)
        return [line for _, line in sorted(lines, key=itemgetter(0))]


def _is_request(entry: Entry) -> bool:
    return isinstance(entry, Malformed) or (isinstance(entry, Hit) and entry.is_request)


def _is_typing(actions: Sequence[Action]) -> bool:
    gesture = actions[-1].gesture if actions else None
    return gesture is not None and gesture.method == "fill"
