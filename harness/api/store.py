"""Keeps a portal and the calls that it was asked; safe to use from several threads."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

from harness.api.call import Answer, ApiCall, ApiRequest
from harness.api.judge import judge
from harness.api.portal import Portal, PortalSettings

__all__ = ["MOST_CALLS", "Clock", "Store"]

Clock = Callable[[], datetime]
Listener = Callable[[ApiCall], None]
Found = TypeVar("Found")

MOST_CALLS = 10_000
MOST_CHARACTERS = 64_000_000
"""Calls, and characters of their bodies, that are kept; of more the newest calls."""


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """A portal with a memory; `clock` tells the time of each call, and so of the limits."""

    def __init__(self, settings: PortalSettings | None = None, clock: Clock = _now) -> None:
        self.clock = clock
        self._changed = threading.Condition()
        self._portal = Portal(settings=settings or PortalSettings())
        self._calls: deque[ApiCall] = deque()
        self._characters = 0
        self._under_way = 0
        self._listeners: list[Listener] = []

    @property
    def settings(self) -> PortalSettings:
        """Whose place is taken."""
        return self._portal.settings

    @property
    def calls(self) -> tuple[ApiCall, ...]:
        """The calls since the start or the last reset, in order; of very many the newest."""
        with self._changed:
            return tuple(self._calls)

    @property
    def left_out(self) -> int:
        """How many older calls are no longer kept."""
        with self._changed:
            return self._portal.calls - len(self._calls)

    def ask(self, request: ApiRequest) -> Answer:
        """Judge one call, keep it, and say what to answer."""
        with self._changed:
            call, answer, self._portal = judge(request, self._portal)
            self._keep(call)
            listeners = tuple(self._listeners)
            self._changed.notify_all()
        for listener in listeners:
            listener(call)
        return answer

    def reset(self, settings: PortalSettings | None = None) -> None:
        """Forget every call and every record; with other `settings`, take another portal's place."""
        with self._changed:
            self._portal = Portal(settings=settings or self._portal.settings)
            self._calls.clear()
            self._characters = 0
            self._changed.notify_all()

    def listen(self, listener: Listener) -> None:
        """Tell each call that is kept from now on, in the thread that served it."""
        self._listeners.append(listener)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """While a request is being read and answered."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def until(self, look: Callable[[tuple[ApiCall, ...]], Found | None], timeout_s: float) -> Found | None:
        """What `look` finds in the calls, asked again when something changes; None when time is over.

        It is asked only while no request is being answered, unless that takes until the end.
        """

        def found() -> Found | None:
            return None if self._under_way else look(tuple(self._calls))

        with self._changed:
            return self._changed.wait_for(found, timeout_s) or look(tuple(self._calls))

    def _keep(self, call: ApiCall) -> None:
        self._calls.append(call)
        self._characters += len(call.body)
        while len(self._calls) > MOST_CALLS or self._characters > MOST_CHARACTERS:
            self._characters -= len(self._calls.popleft().body)

    def _count(self, more: int) -> None:
        with self._changed:
            self._under_way += more
            self._changed.notify_all()
