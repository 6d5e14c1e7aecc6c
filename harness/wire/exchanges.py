"""Requests with their answers, as a browser's tools record them: a HAR, or the network part of a Playwright trace."""

from __future__ import annotations

from dataclasses import dataclass

from harness.wire.endpoints import portal_of_loader
from harness.wire.har_parts import Attached, log_of, member, pairs_of, received, request_of
from harness.wire.parts import Pairs, RawRequest

__all__ = ["Exchange", "NetworkLog", "exchange_of", "network_log"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer.

    `status` is 0 when there was no answer, for the reason `error` where one is told. `kind` is what the browser wanted
    it for, in lower case: `document`, `iframe`, `script`, `image` ... or empty. `tab` and `frame` are names, empty when
    unknown. `cookies` were sent along. `script` is the text of a script that carries a portal's settings.
    """

    request: RawRequest
    status: int = 0
    headers: Pairs = ()
    error: str = ""
    kind: str = ""
    tab: str = ""
    frame: str = ""
    cookies: Pairs = ()
    script: bytes | None = None

    def header(self, name: str) -> str:
        """The first header of the answer with that name, which is given in lower case; empty when there is none."""
        return next((value for each, value in self.headers if each.lower() == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLog:
    """What a tool recorded, in the order of the requests: `tool` and `browser` with their versions, where told."""

    tool: str = ""
    browser: str = ""
    exchanges: tuple[Exchange, ...] = ()


def network_log(text: str, attached: Attached = lambda _: None) -> NetworkLog:
    """What a HAR holds; ValueError when `text` is none. A broken entry is left out."""
    log = log_of(text)
    entries = enumerate(member(log, "entries", list))
    return NetworkLog(
        tool=_version(member(log, "creator", dict)),
        browser=_version(member(log, "browser", dict)),
        exchanges=tuple(filter(None, (exchange_of(entry, number, attached) for number, entry in entries))),
    )


def exchange_of(entry: object, number: int, attached: Attached = lambda _: None) -> Exchange | None:
    """What an entry of a HAR tells, None when it has no request; `number` is its place among them all."""
    request, response = request_of(entry, number, attached), member(entry, "response", dict)
    if request is None:
        return None
    carries_settings = portal_of_loader(request.url) is not None
    return Exchange(
        request=request,
        status=max(member(response, "status", int) or 0, 0),
        headers=pairs_of(member(response, "headers", list)),
        error=_error(response),
        kind=_kind(entry, request),
        tab=member(entry, "pageref", str) or "",
        frame=member(entry, "_frameref", str) or "",
        cookies=_cookies(entry, request),
        script=received(member(response, "content", dict), attached) if carries_settings else None,
    )


def _kind(entry: object, request: RawRequest) -> str:
    """What the request was for; the browser itself says so on secure connections, its tools in words of their own."""
    wanted = next((value for name, value in request.headers if name.lower() == "sec-fetch-dest"), "")
    return wanted.lower() or (member(entry, "_resourceType", str) or "").lower()


def _error(response: object) -> str:
    """Why there is no answer, in the words of Chrome's or Playwright's HAR."""
    return member(response, "_error", str) or member(response, "_failureText", str) or ""


def _cookies(entry: object, request: RawRequest) -> Pairs:
    listed = pairs_of(member(member(entry, "request", dict), "cookies", list))
    written = (value.split(";") for name, value in request.headers if name.lower() == "cookie")
    pairs = (text.strip().partition("=") for texts in written for text in texts)
    return listed or tuple((name, value) for name, sign, value in pairs if sign)


def _version(software: object) -> str:
    return f"{member(software, 'name', str) or ''} {member(software, 'version', str) or ''}".strip()
