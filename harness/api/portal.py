"""What a portal knows when a call arrives: its settings, its records, and who called lately."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from harness.api.figures import API_RATE, FORMS_RATE, SEARCH_RATE, Rate

__all__ = ["Portal", "PortalSettings", "RateName", "Record"]

RateName = Literal["api", "search", "forms"]
"""Whose calls are counted together."""

FIRST_ID = 101


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalSettings:
    """The portal whose place is taken.

    Without a `portal_id` no event is one of another portal; without a `token` any access token will do, but one there
    has to be. A `rate` of None lifts every limit.
    """

    portal_id: int | None = None
    token: str | None = None
    rate: Rate | None = API_RATE

    def limit(self, name: RateName) -> Rate | None:
        """How many calls of one kind are taken."""
        rates: Mapping[RateName, Rate] = {"search": SEARCH_RATE, "forms": FORMS_RATE}
        return self.rate and rates.get(name, self.rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A contact, a company, or any other object of the CRM."""

    id: str
    properties: Mapping[str, str]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """The portal between two calls; immutable, a call makes the next one.

    `records` are by type and id, `properties` the custom ones by type and name, `events` the defined ones by name.
    `recent` are the times of the calls that still count for a limit, `uuids` the event occurrences that were named.
    """

    settings: PortalSettings = field(default=PortalSettings())
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    properties: Mapping[tuple[str, str], Mapping[str, object]] = field(default_factory=dict)
    events: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    uuids: frozenset[tuple[str, str]] = frozenset()
    recent: Mapping[RateName, tuple[datetime, ...]] = field(default_factory=dict)
    calls: int = 0
    ids: int = FIRST_ID

    def of_type(self, kind: str) -> Mapping[str, Record]:
        """The records of one type."""
        return self.records.get(kind, {})

    def with_record(self, kind: str, record: Record) -> Portal:
        """The portal with a record, new or written anew."""
        ids = max(self.ids, int(record.id) + 1)
        return replace(self, ids=ids, records={**self.records, kind: {**self.of_type(kind), record.id: record}})

    def without_record(self, kind: str, record_id: str) -> Portal:
        """The portal without a record."""
        left = {key: record for key, record in self.of_type(kind).items() if key != record_id}
        return replace(self, records={**self.records, kind: left})
