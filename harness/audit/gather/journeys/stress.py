"""The journey stress."""

from __future__ import annotations

import asyncio

from harness.audit.gather.orders import AS_IT_COMES, BLOCKED, ORDERS, Gate, Order
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor
from harness.audit.visit import Arrival
from harness.capture.timeline import PageFault
from harness.errors import PageError
from harness.wire.hits import CustomEvent, LegacyEvent, PageView
from harness.wire.words import plain

__all__ = ["journey"]

MOST = 200
BLOCKED_S = 0.5
"""How long a tracking code that cannot come is waited for."""

LONGEST = 200


async def journey(visitor: Visitor, target: Target) -> None:
    """Visit the page under several orders of arrival, each in a browser context of its own; nothing waits for real."""
    await visitor.open(target.url)
    visitor.arrivals.append(_arrival(AS_IT_COMES, visitor))
    for order in ORDERS:
        async with visitor.another() as other:
            visitor.arrivals.append(await _visited(other, target.url, order))


async def _visited(visitor: Visitor, url: str, order: Order) -> Arrival:
    visitor.say(f"now {order.name}")
    if order.blocked:
        visitor.patience_s = BLOCKED_S
    gate = Gate(visitor, order)
    await gate.install()
    async with asyncio.TaskGroup() as group:
        releasing = group.create_task(gate.release())
        try:
            await visitor.open(url)
        except PageError as error:
            visitor.doubts.append(plain(str(error), LONGEST))
        finally:
            releasing.cancel()
    return _arrival(order.name, visitor, gate.held)


def _arrival(order: str, visitor: Visitor, held: int = 0) -> Arrival:
    timeline = visitor.capture.timeline
    counted = [hit for hit in timeline.hits if isinstance(hit, PageView | CustomEvent | LegacyEvent)]
    views = [hit for hit in counted if isinstance(hit, PageView)]
    thrown = [fault.text for fault in timeline.of(PageFault) if fault.kind == "exception"]
    return Arrival(
        order=order,
        held=held,
        sent=tuple(hit.phrase for hit in counted[:MOST]),
        identities=len({hit.identity.pairs for hit in timeline.hits if hit.identity}),
        without_consent=sum(not view.consent.given for view in views),
        exceptions=tuple(plain(text, LONGEST) for text in dict.fromkeys(thrown[:MOST])),
        undecided=() if order == BLOCKED.name else tuple(dict.fromkeys(visitor.doubts)),
    )
