"""The journey revoke."""

from __future__ import annotations

from harness.audit.gather.consent import Banner
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor

__all__ = ["journey"]


async def journey(visitor: Visitor, target: Target) -> None:
    """Accept everything, go on, take the consent back, and load the page once more."""
    await visitor.open(target.url)
    banner = Banner(visitor, target.wishes)
    await banner.accept()
    await visitor.go_on(target.walk)
    await banner.revoke()
    await visitor.reload()
