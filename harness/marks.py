"""What the marker `hubspot(...)` of a test says."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from harness.errors import UsageError

if TYPE_CHECKING:
    from harness.capture.hosts import Addresses
    from harness.capture.tap import Surroundings
    from harness.stage.site import Site
    from harness.tracker.config import PortalConfig

__all__ = ["HubspotMark", "Keys", "Mark", "check_mark", "read_mark"]

Keys = Mapping[str, tuple[Callable[[object], bool], str]]
"""The keys that a marker takes: when a value fits, and what was wanted."""


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

    `site` is a bundled site's name or the folder of a sample site. `portal` is a `PortalConfig`, or a dict of the
    settings that differ from the site's own. `tracker` names a source: `standin`, `live` or `replay:FILE`. `hosts` are
    patterns of hosts that pages may reach. `allow` names what the tracking may leave behind, as
    `harness.expect.strict.ALLOWABLE` lists it. What is None is decided by the options. The tracker `live` needs
    the network, so it implies `live`.
    """

    site: str | None = None
    portal: PortalConfig | Mapping[str, Any] | None = None
    tracker: str | None = None
    hosts: tuple[str, ...] = ()
    live: bool = False
    allow: frozenset[str] = frozenset()
    clock: bool = True
    deliver: bool | None = None

    def surroundings(
        self,
        *,
        root: Path,
        site: str | None,
        portal_id: int | None,
        tracker: str,
        hosts: tuple[str, ...],
        addresses: Addresses,
        deliver: bool,
    ) -> Surroundings:
        """What the pages find around them, the options' values where the marker says nothing.

        Files and folders are looked up from `root`, then from the current one. Raises UsageError and SiteError.
        """
        from harness.capture.sources.named import located
        from harness.capture.tap import Surroundings

        served, source = _site(self.site or site, root), located(self.tracker or tracker, root)
        return Surroundings(
            site=served,
            portal=self._portal(served, portal_id),
            tracker=source,
            live=self.live or source == "live",
            allowed=(*self.hosts, *hosts),
            addresses=addresses,
            clock=self.clock,
            deliver=deliver if self.deliver is None else self.deliver,
        )

    def _portal(self, site: Site | None, portal_id: int | None) -> PortalConfig | None:
        """The site's own settings, then the option's portal id, then what the marker says; None when nobody says."""
        from harness.tracker.config import PortalConfig

        if isinstance(self.portal, PortalConfig):
            return self.portal
        usual = msgspec.to_builtins(site.portal) if site else {}
        said = {**({"portal_id": portal_id} if portal_id else {}), **(self.portal or {})}
        try:
            return msgspec.convert({**usual, **said}, PortalConfig) if usual or said else None
        except msgspec.ValidationError as error:
            raise UsageError(f"the marker's portal cannot be used: {error}") from None


def read_mark(marks: Iterable[Mark]) -> HubspotMark:
    """The nearest marker's arguments, completed by those further out; raises UsageError for what cannot be meant."""
    said: dict[str, Any] = {}
    for mark in marks:
        check_mark(mark, "hubspot", KNOWN)
        said = {**mark.kwargs, **said}
    if said.get("site") is not None:
        said["site"] = os.fspath(said["site"])
    if "hosts" in said:
        said["hosts"] = _many(said["hosts"])
    if "allow" in said:
        said["allow"] = _allowed(said["allow"])
    return HubspotMark(**said)


def check_mark(mark: Mark, marker: str, known: Keys) -> None:
    """Raises UsageError for an argument that a marker does not take, or whose value does not fit."""
    unknown = [*mark.args, *sorted(mark.kwargs.keys() - known.keys())]
    if unknown:
        wrong = ", ".join(map(repr, unknown))
        raise UsageError(f"the marker {marker} takes {', '.join(known)} by name, not {wrong}")
    for name, value in mark.kwargs.items():
        fits, wanted = known[name]
        if not fits(value):
            raise UsageError(f"the marker {marker} has {name}={value!r}; {name} is {wanted}")


def _allowed(value: str | Iterable[str]) -> frozenset[str]:
    from harness.expect.strict import ALLOWABLE

    names = frozenset(_many(value))
    if unknown := sorted(names - ALLOWABLE.keys()):
        raise UsageError(f"the marker hubspot has allow={unknown[0]!r}; it can be {', '.join(ALLOWABLE)}")
    return names


def _site(name: str | None, root: Path) -> Site | None:
    from harness.stage.site import is_site, load_site, site_folder

    if name is None:
        return None
    beside = root / name
    return load_site(site_folder(str(beside) if is_site(beside) else name))


def _many(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_site(value: object) -> bool:
    return value is None or isinstance(value, str | os.PathLike)


def _is_portal(value: object) -> bool:
    from harness.tracker.config import PortalConfig

    return value is None or isinstance(value, PortalConfig | Mapping)


def _is_tracker(value: object) -> bool:
    return value in (None, "standin", "live") or (isinstance(value, str) and value.startswith("replay:"))


def _is_texts(value: object) -> bool:
    many = value if isinstance(value, list | tuple | set | frozenset) else (value,)
    return all(isinstance(each, str) for each in many)


KNOWN: Keys = {
    "site": (_is_site, "a bundled site's name or the folder of a site"),
    "portal": (_is_portal, "a PortalConfig, or a dict of the settings that differ"),
    "tracker": (_is_tracker, "'standin', 'live' or 'replay:FILE'"),
    "hosts": (_is_texts, "a host pattern like '*.acme.test', or several"),
    "live": (_is_flag, "True or False"),
    "allow": (_is_texts, "a problem's name, or several"),
    "clock": (_is_flag, "True or False"),
    "deliver": (_is_flag, "True or False"),
}
