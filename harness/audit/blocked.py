"""What a Content Security Policy kept from HubSpot, as the browser reported it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from harness.audit.visit import Visit
from harness.capture.timeline import PageFault
from harness.wire.address import host_of, path_of
from harness.wire.endpoints import HostRole, host_role

__all__ = ["Blocked", "blocked", "blocked_hosts"]

# Chromium's and Firefox's words; both quote the directive, and both say when a policy only reports.
_REPORT = re.compile(r"Content Security Policy|page.s settings (?:blocked|would block)")
_ONLY_REPORTS = re.compile(r"report[- ]only|would block", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s'\"“”]+")
_DIRECTIVE = re.compile(r"directive: [\"“](?P<name>[a-z-]+)(?P<rest>[^\"”]*)[\"”]")
_FENCE = "/__hstrack/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """One request to HubSpot that a policy refused: its address, the directive's name, the page, the report itself."""

    url: str
    directive: str
    page: str
    fault: PageFault

    @property
    def host(self) -> str:
        """The host that the policy does not allow."""
        return host_of(self.url)


def blocked(visit: Visit, *roles: HostRole) -> Iterator[Blocked]:
    """The refused requests to hosts of HubSpot's with these roles, in the order of the reports."""
    for fault in visit.faults:
        if fault.kind in ("csp", "exception", "console") and _REPORT.search(fault.text):
            address, directive = _ADDRESS.search(fault.text), _DIRECTIVE.search(fault.text)
            if not address or not directive or _ONLY_REPORTS.search(fault.text):
                continue
            if host_role(host_of(address[0])) in roles and not path_of(address[0]).startswith(_FENCE):
                yield Blocked(url=address[0], directive=directive["name"], page=path_of(fault.url), fault=fault)


def blocked_hosts(visit: Visit, *roles: HostRole) -> list[Blocked]:
    """The first refused request to each host under each directive."""
    found = {(each.host, each.directive): each for each in reversed([*blocked(visit, *roles)])}
    return list(reversed(found.values()))
