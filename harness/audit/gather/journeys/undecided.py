"""The journey undecided."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply
from harness.audit.gather.consent import Banner
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor

__all__ = ["journey"]


async def journey(visitor: Visitor, target: Target) -> None:
    """Leave the consent banner unanswered, and go on through the site."""
    await visitor.open(target.url)
    await Banner(visitor, target.wishes).meet()
    if visitor.banner is None:
        raise DoesNotApply("no consent banner was seen")
    await visitor.go_on(target.walk)
