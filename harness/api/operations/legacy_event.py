"""The event API of before 2021, `GET /v1/event`; "Events HTTP API"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.api.asked import Asked
from harness.api.call import Answer, ApiRequest, Counted, Fault
from harness.api.people import is_email
from harness.api.refusal import Outcome
from harness.api.routes import operation
from harness.wire.words import quoted

PORTAL_ID = re.compile(r"[0-9]{1,15}")
EMPTY = Answer(media_type="image/gif")
OWN = frozenset({"_a", "_n", "_m"})


@operation("send a legacy event", "GET", "/v1/event", rate=None, authorized=False)
def send(asked: Asked) -> Outcome:
    """Always answered with an empty picture, right or wrong: only the verdict tells."""
    request = asked.request
    faults = tuple(_faults(request, asked.portal.settings.portal_id))
    counted = () if faults else (_counted(request),)
    return Outcome(answer=EMPTY, portal=asked.portal, counted=counted, faults=faults)


def _faults(request: ApiRequest, portal_id: int | None) -> Iterator[Fault]:
    portal, email = request.parameter("_a"), request.parameter("email")
    if not PORTAL_ID.fullmatch(portal or ""):
        yield _invalid(f"_a {quoted(portal or '')}: wanted the portal id")
    elif portal_id is not None and int(portal or 0) != portal_id:
        yield Fault(kind="foreign-portal", text=f"_a is portal {portal}, not {portal_id}")
    if not request.parameter("_n"):
        yield _invalid("_n: wanted the id or the name of an event")
    if not (email or request.parameter("id")):
        yield Fault(kind="missing-identity", text="one of email and id is required, or nobody gets the event")
    if email and not is_email(email):
        yield _invalid(f"email {quoted(email)} is no e-mail address; its signs but @ - _ . have to be encoded")
    if not _is_number(request.parameter("_m") or "0"):
        yield _invalid(f"_m {quoted(request.parameter('_m') or '')}: wanted a number")


def _counted(request: ApiRequest) -> Counted:
    value = request.parameter("_m")
    contact = tuple((name, text) for name, text in request.query if name not in OWN)
    return Counted(
        kind="legacy event",
        name=request.parameter("_n") or "",
        portal_id=int(request.parameter("_a") or 0),
        identity=tuple(pair for pair in contact if pair[0] in ("email", "id")),
        properties=(*((("value", value),) if value else ()), *contact),
    )


def _is_number(text: str) -> bool:
    try:
        return float(text) == float(text)  # nan is no number
    except ValueError:
        return False


def _invalid(text: str) -> Fault:
    return Fault(kind="invalid-value", text=text)
