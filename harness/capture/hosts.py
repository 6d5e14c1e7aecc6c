"""The host table: where the relay takes a connection to."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal, Protocol

from harness.capture.reach import Reach
from harness.wire.endpoints import host_role

__all__ = ["Addresses", "AsAsked", "Bridged", "Direct", "HostTable", "Refused", "Target", "is_loopback"]

CONTROL_HOST = "hstrack.internal"
CONTROL = f"http://{CONTROL_HOST}"
WHO_AM_I = f"{CONTROL}/token"
REST = f"{CONTROL}/rest"
FENCE_PATH = "/__hstrack/fence"


@dataclass(frozen=True, slots=True)
class Bridged:
    """Answered in this process: by the collector, the stand-in tracker, the stage, or forwarded after a look."""

    role: Literal["control", "collector", "script", "stage"]


@dataclass(frozen=True, slots=True)
class Direct:
    """Passed through untouched to an address."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Not connected, and why."""

    reason: str


Target = Bridged | Direct | Refused


class Addresses(Protocol):
    """What curl's `--resolve` and `--connect-to` say: another address for a name."""

    def lookup(self, host: str, port: int) -> tuple[str, int]:
        """The address to connect to instead of `host:port`."""


class AsAsked:
    """Every name at its own address."""

    def lookup(self, host: str, port: int) -> tuple[str, int]:
        return host, port


@dataclass(frozen=True, slots=True, kw_only=True)
class HostTable:
    """Where each host of one browser context lives.

    HubSpot's script hosts are answered here, or with `real_scripts` reached for real. Hosts that nobody serves here are
    reached when `live`, or when they are loopback or match a pattern of `allowed` (`*.acme.test`); all others are
    refused. What is reached must be within `reach`, where there is one.
    """

    stage: frozenset[str] = frozenset()
    real_scripts: bool = False
    live: bool = False
    allowed: tuple[str, ...] = ()
    addresses: Addresses = field(default_factory=AsAsked)
    reach: Reach | None = None

    def target(self, host: str, port: int) -> Target:
        """Where a connection to `host:port` goes; names are compared without case and final dot."""
        host = host.lower().rstrip(".")
        if host == CONTROL_HOST:
            return Bridged("control")
        if host in self.stage:
            return Bridged("stage")
        return self._hubspot(host, port) or self._elsewhere(host, port)

    def _hubspot(self, host: str, port: int) -> Target | None:
        match host_role(host):
            case "track" | "forms":
                return Bridged("collector")
            case "script" if self.real_scripts:
                return Direct(*self.addresses.lookup(host, port))
            case "banner" | "script":
                return Bridged("script")
        return None

    def _elsewhere(self, host: str, port: int) -> Target:
        if self.live or is_loopback(host) or any(fnmatchcase(host, pattern) for pattern in self.allowed):
            return Direct(*self.addresses.lookup(host, port))
        return Refused("this run is hermetic, and the host is neither a site of the run nor allowed")


def is_loopback(host: str) -> bool:
    """Whether a name or address means this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
