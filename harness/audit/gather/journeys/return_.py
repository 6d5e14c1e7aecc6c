"""The journey return."""

from __future__ import annotations

from contextlib import suppress

from harness.audit.finding import DoesNotApply
from harness.audit.gather.consent import Banner
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor
from harness.capture.steps import run_async
from harness.capture.travel import SESSION_S, travel_steps

__all__ = ["journey"]


async def journey(visitor: Visitor, target: Target) -> None:
    """Come back in the same browser when HubSpot's session of 30 minutes is over; a banner that asks is accepted."""
    await visitor.open(target.url)
    with suppress(DoesNotApply):
        await Banner(visitor, target.wishes).accept()
    await visitor.leave()
    await run_async(travel_steps(visitor.capture, SESSION_S))
    await visitor.open(target.url)
