"""Politeness: when the next page of a host may be asked for."""

from __future__ import annotations

__all__ = ["Pace"]


class Pace:
    """Gives out moments, so many a second for each host; 0 sets no limit. Time is any clock's, in seconds."""

    def __init__(self, rate: float) -> None:
        self._interval_s = 1 / rate if rate else 0.0
        self._free_at: dict[str, float] = {}

    def wait_s(self, host: str, now: float, delay_s: float = 0.0) -> float:
        """Take the host's next moment: how many seconds it is ahead. `delay_s` is what the host itself asks for."""
        at = max(now, self._free_at.get(host, now))
        self._free_at[host] = at + max(self._interval_s, delay_s)
        return at - now
