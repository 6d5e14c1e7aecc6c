"""The journey partial."""

from __future__ import annotations

from harness.audit.gather.consent import Banner
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor

__all__ = ["journey"]


async def journey(visitor: Visitor, target: Target) -> None:
    """Allow everything but analytics in the banner's settings, then go on through the site."""
    await visitor.open(target.url)
    await Banner(visitor, target.wishes).partial()
    await visitor.go_on(target.walk)
