"""A call and a portal in, an answer, a verdict and the next portal out: no socket, no clock, no memory of its own."""

from __future__ import annotations

from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from harness.api.asked import Asked
from harness.api.call import Answer, ApiCall, ApiRequest, JsonValue
from harness.api.portal import Portal
from harness.api.rate import admitted, rate_headers
from harness.api.refusal import Outcome, Refused, refused
from harness.api.routes import Match, find, methods_of
from harness.wire.words import plain

__all__ = ["Judged", "judge"]

Judged = tuple[ApiCall, Answer, Portal]
"""The call to be kept, the answer to be given, and the portal from then on."""

HIDDEN = frozenset({"authorization", "cookie", "proxy-authorization"})
SECRET_PARAMETERS = frozenset({"hapikey", "access_token", "client_secret", "refresh_token"})
DOCUMENT = "https://developers.hubspot.com/docs/methods/auth/oauth-overview"


def judge(request: ApiRequest, portal: Portal) -> Judged:
    """What HubSpot would say to a call, and what is wrong with it; never raises."""
    portal = replace(portal, calls=portal.calls + 1)
    match = find(request.method, request.path)
    try:
        outcome = _outcome(request, portal, match)
    except Refused as no:
        outcome = Outcome(answer=no.answer, portal=portal, faults=no.faults)
    name = match.operation.rate if match else None
    answer = _signed(outcome.answer, portal.calls)
    if name:
        answer = replace(answer, headers=(*answer.headers, *rate_headers(outcome.portal, name)))
    return _kept(request, outcome, answer, match), answer, outcome.portal


def _outcome(request: ApiRequest, portal: Portal, match: Match | None) -> Outcome:
    if match is None:
        raise _unknown(request)
    if match.operation.authorized:
        _check_token(request, portal)
    if match.operation.rate:
        portal = admitted(request, portal, match.operation.rate)
    try:
        return match.operation.run(Asked(request=request, portal=portal, parts=match.parts))
    except Refused as no:
        return Outcome(answer=no.answer, portal=portal, faults=no.faults)


def _unknown(request: ApiRequest) -> Refused:
    if methods := methods_of(request.path):
        status, known = 405, f"it takes {', '.join(methods)}"
    else:
        status, known = 404, "docs/server-side.md lists what is known"
    return refused(
        status,
        "HTTP 405 Method Not Allowed" if methods else "resource not found",
        kind="unknown-endpoint",
        reason=f"the collector knows no {plain(request.method)} {plain(request.path)}; {known}",
    )


def _check_token(request: ApiRequest, portal: Portal) -> None:
    scheme, _, token = request.header("authorization").partition(" ")
    wanted = portal.settings.token
    if scheme.lower() == "bearer" and token.strip() and wanted in (None, token.strip()):
        return
    reason = "no access token: wanted a header 'Authorization: Bearer ...'"
    if scheme:
        reason = "another access token than the collector was told" if scheme.lower() == "bearer" else reason
    raise refused(
        401,
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more "
        f"details at {DOCUMENT}",
        kind="unauthorized",
        reason=reason,
        category="INVALID_AUTHENTICATION",
    )


def _signed(answer: Answer, number: int) -> Answer:
    """An error with its `correlationId`, which is the same for the same number of a call."""
    if not (isinstance(answer.body, dict) and answer.body.get("status") == "error"):
        return answer
    signature: dict[str, JsonValue] = {"correlationId": str(uuid5(NAMESPACE_URL, f"hstrack:{number}"))}
    return replace(answer, body={**answer.body, **signature})


def _kept(request: ApiRequest, outcome: Outcome, answer: Answer, match: Match | None) -> ApiCall:
    return ApiCall(
        number=outcome.portal.calls,
        at=request.at,
        method=request.method,
        path=request.path,
        query=tuple((name, "***" if name in SECRET_PARAMETERS else value) for name, value in request.query),
        headers=tuple(pair for pair in request.headers if pair[0] not in HIDDEN),
        body="" if match and match.operation.name == "refresh a token" else request.body.decode("utf-8", "replace"),
        operation=match.operation.name if match else "",
        status=answer.status,
        answer=answer.body,
        faults=outcome.faults,
        counted=outcome.counted,
    )
