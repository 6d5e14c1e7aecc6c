"""Makes a journey by its name."""

from __future__ import annotations

import importlib

from harness.audit.finding import DoesNotApply, Undecided
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor
from harness.audit.journeys import module_of

__all__ = ["perform"]


async def perform(visitor: Visitor, target: Target) -> None:
    """Make the journey of the target, then leave; one that cannot be made on this site says why, and is no failure.

    Raises PageError when a page cannot be visited, or not to its end.
    """
    module = importlib.import_module(f"harness.audit.gather.journeys.{module_of(target.journey)}")
    try:
        await module.journey(visitor, target)
    except DoesNotApply as reason:
        visitor.not_applicable = str(reason)
    except Undecided as doubt:
        visitor.doubts.append(str(doubt))
    await visitor.leave()
