"""What the marker `hubspot(...)` of a test says."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

import msgspec

from harness.errors import UsageError

if TYPE_CHECKING:
    from harness.capture.hosts import Addresses
    from harness.capture.tap import Surroundings
    from harness.tracker.config import PortalConfig

__all__ = ["HubspotMark", "Mark", "read_mark"]


class Mark(Protocol):
    """A marker as pytest hands it over."""

    @property
    def args(self) -> tuple[Any, ...]:
        """Positional arguments."""

    @property
    def kwargs(self) -> Mapping[str, Any]:
        """Keyword arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubspotMark:
    """The marker's keyword arguments.

    `site` is the folder of a sample site, `portal` the stand-in's settings (`PortalConfig`, or the settings that differ
    from the usual ones as a dict), `hosts` are patterns of hosts that pages may reach, `allow` names what the tracking
    may leave behind: `malformed`, `script-error`, `foreign-portal`. What is None is decided by the options.
    """

    site: Path | str | None = None
    portal: PortalConfig | Mapping[str, Any] | None = None
    tracker: Literal["standin", "live"] | None = None
    hosts: tuple[str, ...] = ()
    live: bool = False
    allow: frozenset[str] = frozenset()
    clock: bool = True

    @property
    def portal_id(self) -> int | None:
        """The portal whose hits are expected, when the marker says so."""
        return self._portal(None).portal_id if self.portal else None

    def surroundings(
        self,
        *,
        site: str | None,
        portal_id: int | None,
        tracker: Literal["standin", "live"],
        hosts: tuple[str, ...],
        addresses: Addresses,
    ) -> Surroundings:
        """What the pages find around them, the options' values where the marker says nothing; raises UsageError."""
        from harness.capture.tap import Surroundings

        return Surroundings(
            site=self.site or site,
            portal=self._portal(portal_id) if self.portal or portal_id else None,
            tracker=self.tracker or tracker,
            live=self.live,
            allowed=(*self.hosts, *hosts),
            addresses=addresses,
            clock=self.clock,
        )

    def _portal(self, portal_id: int | None) -> PortalConfig:
        from harness.tracker.config import PortalConfig

        if isinstance(self.portal, PortalConfig):
            return self.portal
        settings = {**({"portal_id": portal_id} if portal_id else {}), **(self.portal or {})}
        try:
            return msgspec.convert(settings, PortalConfig)
        except msgspec.ValidationError as error:
            raise UsageError(f"the marker's portal cannot be used: {error}") from None


def read_mark(marks: Iterable[Mark]) -> HubspotMark:
    """The nearest marker's arguments, completed by those further out; raises UsageError for an unknown one."""
    known = {field.name for field in dataclasses.fields(HubspotMark)}
    said: dict[str, Any] = {}
    for mark in marks:
        if mark.args or (mark.kwargs.keys() - known):
            wrong = ", ".join(map(repr, [*mark.args, *sorted(mark.kwargs.keys() - known)]))
            raise UsageError(f"the marker hubspot takes {', '.join(sorted(known))} by name, not {wrong}")
        said = {**mark.kwargs, **said}
    return HubspotMark(**{**said, **{name: _many(said[name]) for name in ("hosts",) if name in said}, **_allowed(said)})


def _allowed(said: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    from harness.expect.strict import ALLOWABLE

    names = frozenset(_many(said.get("allow", ())))
    if unknown := names - ALLOWABLE.keys():
        known = ", ".join(ALLOWABLE)
        raise UsageError(f"allow={sorted(unknown)[0]!r} is no problem's name; it can be {known}")
    return {"allow": names}


def _many(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
