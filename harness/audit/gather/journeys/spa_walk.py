"""The journey spa-walk."""

from __future__ import annotations

from harness.audit.finding import DoesNotApply
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor

__all__ = ["journey"]

MOST_ROUTES = 50
MOST_LINKS = 100
MOST_MISSES = 5


async def journey(visitor: Visitor, target: Target) -> None:
    """Walk an application by its links, from route to route and back again; fifty routes at most."""
    await visitor.open(target.url)
    await visitor.walk(target.walk or ())
    seen, depth, misses = set(target.walk or ()), 0, 0
    while visitor.walked < MOST_ROUTES and misses < MOST_MISSES:
        found = [href for href in await visitor.routes(MOST_LINKS) if href not in seen]
        if found:
            seen.add(found[0])
            taken = await visitor.route(found[0])
            depth, misses = (depth + 1, misses) if taken else (depth, misses + 1)
        elif depth and await visitor.follow("back"):
            depth -= 1
        else:
            break
    if not visitor.walked:
        raise DoesNotApply("no link of the page was taken without a load")
