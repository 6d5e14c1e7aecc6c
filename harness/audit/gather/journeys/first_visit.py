"""The journey first-visit."""

from __future__ import annotations

from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor

__all__ = ["journey"]

MOST_LINKS = 10


async def journey(visitor: Visitor, target: Target) -> None:
    """Open the page; where an application takes links without a load, follow ten: then it is a `spa-walk`."""
    await visitor.open(target.url)
    if target.walk is not None:
        await visitor.walk(target.walk)
    else:
        for href in await visitor.routes(MOST_LINKS):
            if not await visitor.route(href):
                break
    if visitor.walked:
        visitor.journey = "spa-walk"
