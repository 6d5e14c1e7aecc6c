"""What a test does about time: let it pass, end HubSpot's session, make a visitor unknown, run armed timers."""

from __future__ import annotations

from typing import Protocol

from harness.capture.capture import Capture
from harness.capture.steps import run, run_async
from harness.capture.travel import SESSION_S, run_timers_steps, travel_steps, visitor_s

__all__ = ["AsyncTravel", "Travel"]


class HasCapture(Protocol):
    """Something that holds the capture of a browser context."""

    capture: Capture


class Travel:
    """Time, for Playwright's sync API; it passes for all pages of the context, those that are opened later too."""

    def travel(self: HasCapture, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass as if the machine had slept: pages find it on their clock, and timers that are due fire.

        They fire once, however often they would have been due.

        Browsers count the life of cookies by real time, so the harness deletes those that would have expired, the
        site's own too, and shortens the life of the others. Cookies that last until the browser is closed stay. The
        servers' time stays as it is. Raises UsageError for no time, and with `clock=False`.
        """
        run(travel_steps(self.capture, _seconds(days, hours, minutes, seconds)))

    def expire_session(self: HasCapture) -> None:
        """Let the 30 minutes pass after which HubSpot's session is over (`travel(minutes=30)`).

        The next page load begins a new one: `__hstc` counts it, and its times move on. A page that stays open sends on
        without `__hssc`.
        """
        run(travel_steps(self.capture, SESSION_S))

    def expire_cookies(self: HasCapture) -> None:
        """Let the time pass after which the tracker's cookies no longer know the visitor: 180 days, 390 before 2023.

        The next page load makes a new visitor. Every page load renews the cookies, so this is the time without one.
        """
        run(travel_steps(self.capture, visitor_s(self.capture)))

    def run_timers(self: HasCapture, seconds: float) -> None:
        """Run all timers of the next `seconds`, as often as they are due; cookies do not age, use `travel` for that.

        Raises CaptureError when there are too many to be run at once, and UsageError as `travel` does.
        """
        run(run_timers_steps(self.capture, seconds))


class AsyncTravel:
    """Time, for Playwright's async API; it passes for all pages of the context, those that are opened later too."""

    async def travel(
        self: HasCapture, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Let time pass as if the machine had slept; see `Travel.travel`."""
        await run_async(travel_steps(self.capture, _seconds(days, hours, minutes, seconds)))

    async def expire_session(self: HasCapture) -> None:
        """Let the 30 minutes pass after which HubSpot's session is over; see `Travel.expire_session`."""
        await run_async(travel_steps(self.capture, SESSION_S))

    async def expire_cookies(self: HasCapture) -> None:
        """Let the time pass after which the tracker's cookies no longer know the visitor; see `Travel`."""
        await run_async(travel_steps(self.capture, visitor_s(self.capture)))

    async def run_timers(self: HasCapture, seconds: float) -> None:
        """Run all timers of the next `seconds`, as often as they are due; cookies do not age."""
        await run_async(run_timers_steps(self.capture, seconds))


def _seconds(days: float, hours: float, minutes: float, seconds: float) -> float:
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
