"""Which URL is what: HubSpot's hosts in every hublet, the paths that count something, the scripts of a portal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "DEFAULT_HUBLET",
    "Endpoint",
    "EndpointKind",
    "HostRole",
    "endpoint_of",
    "host_role",
    "hublet_of",
    "loader_url",
    "portal_of_loader",
    "url_of",
]

EndpointKind = Literal[
    "hit",
    "event",
    "click",
    "error",
    "API event",
    "form set-up",
    "collected form",
    "form submission",
    "form counter",
    "banner report",
    "other",
]
HostRole = Literal["track", "script", "banner", "forms"]

DEFAULT_HUBLET = "na1"

# `{hublet}` stands for nothing (na1) or for a dash and the hublet's name.
_HOSTS: tuple[tuple[HostRole, str], ...] = (
    ("track", r"track{hublet}\.hubspot\.com"),
    ("banner", r"js{hublet}\.hs-banner\.com"),
    ("script", r"js{hublet}\.hs-scripts\.com"),
    ("script", r"js{hublet}\.hs-analytics\.net"),
    ("script", r"js{hublet}\.hscollectedforms\.net"),
    ("script", r"js{hublet}\.hsadspixel\.net"),
    ("script", r"js{hublet}\.hsleadflows\.net"),
    ("script", r"js{hublet}\.hsforms\.net"),
    ("script", r"js{hublet}\.usemessages\.com"),
    ("script", r"js{hublet}\.hubspotfeedback\.com"),
    ("script", r"js{hublet}\.hubspot\.com"),
    ("forms", r"forms{hublet}\.hubspot\.com"),
    ("forms", r"(?:forms|api){hublet}\.hsforms\.com"),
    ("forms", r"[a-z]+{hublet}\.hscollectedforms\.net"),
)

_SUBMIT = r"(?P<portal>[0-9]{1,15})/(?P<form>[^/]{1,100})/?"
_PATHS: tuple[tuple[HostRole, str, EndpointKind], ...] = (
    ("track", r"/__ptq\.gif", "hit"),
    ("track", r"/__ptbe\.gif", "event"),
    ("track", r"/__ptc\.gif", "click"),
    ("track", r"/__pto\.gif", "error"),
    ("track", r"/v1/event/?", "API event"),
    ("track", r"/.*", "other"),
    ("forms", r"/collected-forms/v1/config/json", "form set-up"),
    ("forms", r"/collected-forms/submit/form", "collected form"),
    ("forms", r"/submissions/v3/integration/(?:secure/)?submit/" + _SUBMIT, "form submission"),
    ("forms", r"/uploads/form/v2/" + _SUBMIT, "form submission"),
    ("forms", r"/embed/v3/counters\.gif", "form counter"),
    ("banner", r"/.*activity/(?P<activity>view|click)/?", "banner report"),
)

# Where an encoded hit of each kind goes: host name with its hublet open, and path.
_ADDRESSES: dict[EndpointKind, str] = {
    "hit": "track{hublet}.hubspot.com/__ptq.gif",
    "event": "track{hublet}.hubspot.com/__ptbe.gif",
    "click": "track{hublet}.hubspot.com/__ptc.gif",
    "error": "track{hublet}.hubspot.com/__pto.gif",
    "API event": "track{hublet}.hubspot.com/v1/event",
    "form set-up": "forms{hublet}.hscollectedforms.net/collected-forms/v1/config/json",
    "collected form": "forms{hublet}.hscollectedforms.net/collected-forms/submit/form",
    "form submission": "api{hublet}.hsforms.com/submissions/v3/integration/submit/{portal_id}/{form_id}",
    "form counter": "forms{hublet}.hsforms.com/embed/v3/counters.gif",
    "banner report": "js{hublet}.hs-banner.com/cookie-banner-public/v1/activity/{activity}",
    "other": "track{hublet}.hubspot.com{path}",
}

_LOADERS = re.compile(
    r"/(?:(?P<loader>[0-9]{1,15})\.js|analytics/[0-9]+/(?P<analytics>[0-9]{1,15})\.js|v2/(?P<banner>[0-9]{1,15})/banner\.js)"
)
_LOADER_HOST = re.compile(r"js(?:-[a-z]{2}[0-9]{1,2})?\.hs-(?:scripts\.com|analytics\.net|banner\.com)")
_HUBLET = r"(?:-(?P<hublet>[a-z]{2}[0-9]{1,2}))?"
_URL = re.compile(r"\s*https?://(?:[^/?#@]*@)?(?P<host>[^/?#:@]+)(?::[0-9]*)?(?P<path>/[^?#]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One of HubSpot's tracking endpoints: what it counts, in which hublet, and what its path already says."""

    kind: EndpointKind
    hublet: str
    path: str
    portal_id: int | None = None
    form_id: str | None = None
    activity: str | None = None


def endpoint_of(url: str) -> Endpoint | None:
    """The tracking endpoint that `url` addresses, or None; http and https, any port, any hublet."""
    return _USUAL.get(url.partition("?")[0]) or _endpoint_at(_address(url))


def url_of(kind: EndpointKind, hublet: str, **blanks: object) -> str:
    """The address, without a query, to which a browser of `hublet` sends a hit of this kind."""
    return "https://" + _ADDRESSES[kind].format(hublet=_suffix(hublet), **blanks)


def host_role(host: str) -> HostRole | None:
    """What a host of HubSpot's does, or None for any other host; depends on the name alone."""
    found = _host(host)
    return found[0] if found else None


def hublet_of(host: str) -> str | None:
    """The hublet of a host of HubSpot's, or None for any other host; a name without one is `na1`."""
    found = _host(host)
    return found[1] if found else None


def loader_url(portal_id: int, hublet: str = DEFAULT_HUBLET) -> str:
    """The address of a portal's tracking code."""
    return f"https://js{_suffix(hublet)}.hs-scripts.com/{portal_id}.js"


def portal_of_loader(url: str) -> int | None:
    """The portal id in the address of a loader, an analytics script or a banner script; None if it is none of these.

    An address without a scheme (`//js.hs-scripts.com/4242.js`), as pages write it, is understood.
    """
    address = _address(f"https:{url}" if url.startswith("//") else url)
    found = _LOADERS.fullmatch(address[1]) if address and _LOADER_HOST.fullmatch(address[0]) else None
    return int(next(filter(None, found.groups()))) if found else None


def _address(url: str) -> tuple[str, str] | None:
    found = _URL.match(url)
    return (found["host"].lower(), found["path"] or "/") if found else None


def _host(host: str) -> tuple[HostRole, str] | None:
    name = host.lower().removesuffix(".")
    for role, pattern in _ROLES:
        if found := pattern.fullmatch(name):
            return role, found["hublet"] or DEFAULT_HUBLET
    return None


def _endpoint_at(address: tuple[str, str] | None) -> Endpoint | None:
    host = address and _host(address[0])
    if not address or not host:
        return None
    role, hublet = host
    for kind, pattern in _PATHS_OF[role]:
        if found := pattern.fullmatch(address[1]):
            return _endpoint(kind, hublet, address[1], found.groupdict())
    return None


def _endpoint(kind: EndpointKind, hublet: str, path: str, blanks: dict[str, str | None]) -> Endpoint:
    portal = blanks.get("portal")
    return Endpoint(
        kind=kind,
        hublet=hublet,
        path=path,
        portal_id=int(portal) if portal else None,
        form_id=blanks.get("form"),
        activity=blanks.get("activity"),
    )


def _suffix(hublet: str) -> str:
    return "" if hublet == DEFAULT_HUBLET else f"-{hublet}"


_ROLES = tuple((role, re.compile(host.format(hublet=_HUBLET))) for role, host in _HOSTS)
_PATHS_OF: dict[HostRole, tuple[tuple[EndpointKind, re.Pattern[str]], ...]] = {
    role: tuple((kind, re.compile(path, re.DOTALL)) for owner, path, kind in _PATHS if owner == role)
    for role in ("track", "script", "banner", "forms")
}
# Nearly every hit goes to one of these addresses, so they are looked up before anything is taken apart.
_USUAL = {
    url: endpoint
    for kind in ("hit", "event", "click", "error")
    for hublet in ("na1", "na2", "eu1", "ap1")
    if (endpoint := _endpoint_at(_address(url := url_of(kind, hublet))))
}
