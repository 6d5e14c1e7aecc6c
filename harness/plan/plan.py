"""A tracking plan: what the tracking of a site is meant to send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.plan.address import Address
from harness.plan.schema import Schema

__all__ = ["EventPlan", "IdentityRule", "Plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlan:
    """What an event carries: the schema of each property, and which of them are required."""

    description: str = ""
    properties: Mapping[str, Schema] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRule:
    """What hits from some pages say of the visitor: keys that must be there, how values must look, or nothing at all.

    Keys that the rule does not name are left open.
    """

    pages: tuple[Address, ...]
    properties: Mapping[str, Schema] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    never: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is planned; `name` is the file's, empty for a plan that comes from none.

    Events that are not listed are unexpected. Routes are compared with the addresses that HubSpot counts, pages (of
    `silent` and `identity`) with the address bar.
    """

    name: str = field(default="", compare=False)
    portal_id: int | None = None
    events: Mapping[str, EventPlan] = field(default_factory=dict)
    legacy_events: Mapping[str, EventPlan] = field(default_factory=dict)
    routes: tuple[Address, ...] = ()
    silent: tuple[Address, ...] = ()
    identity: tuple[IdentityRule, ...] = ()

    @property
    def phrase(self) -> str:
        """The plan in a few words."""
        return f"the plan {self.name}".rstrip()
