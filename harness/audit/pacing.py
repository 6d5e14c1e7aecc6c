"""When the entries of a built visit happen: at their own time, or a step after the entry before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar, cast

from harness.audit.visit import ConsentChoice, PageVisit
from harness.capture.timeline import Entry
from harness.wire.hits import Hit, Malformed, RawRequest

__all__ = ["START", "AnyItem", "Item", "moment", "paced"]

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""The moment from which every `at_s` counts."""

STEP = timedelta(seconds=0.1)
UNTIMED = datetime(1970, 1, 1, tzinfo=UTC)

Item = Entry | PageVisit | ConsentChoice
"""Whatever a visit is made of."""

AnyItem = TypeVar("AnyItem", bound=Item)


def moment(at_s: float | None) -> datetime:
    """The time `at_s` seconds after `START`; with None the entry follows the one before it by 0.1 s."""
    return UNTIMED if at_s is None else START + timedelta(seconds=at_s)


def paced(items: Iterable[AnyItem]) -> list[AnyItem]:
    """The items in their order, each with a time; hits also with the order of their arrival."""
    timed: list[AnyItem] = []
    now = START - STEP
    for arrival, item in enumerate(items):
        own = _time_of(item)
        now = now + STEP if own == UNTIMED else own
        timed.append(_at_time(item, now, arrival))
    return timed


def _time_of(item: Item) -> datetime:
    match item:
        case Hit():
            return item.sent_at or UNTIMED
        case Malformed():
            return item.request.arrived_at or UNTIMED
        case PageVisit():
            return item.loaded_at
        case ConsentChoice():
            return item.chosen_at
        case _:
            return item.at


def _at_time(item: AnyItem, at: datetime, arrival: int) -> AnyItem:
    match item:
        case Hit(request=RawRequest() as request):
            changed: Item = replace(item, sent_at=at, request=replace(request, arrived_at=at, arrival=arrival))
        case Hit():
            changed = replace(item, sent_at=at)
        case Malformed():
            changed = replace(item, request=replace(item.request, arrived_at=at, arrival=arrival))
        case PageVisit():
            changed = replace(item, loaded_at=at)
        case ConsentChoice():
            changed = replace(item, chosen_at=at)
        case _:
            changed = replace(item, at=at)
    return cast("AnyItem", changed)
