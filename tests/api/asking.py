"""Asks a portal without a socket: requests as a server of Ada's makes them, one after the other."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from harness.api.call import Answer, ApiCall, ApiRequest, JsonValue
from harness.api.judge import judge
from harness.api.portal import Portal, PortalSettings

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
USERTOKEN = "0123456789abcdef0123456789abcdef"
TOKEN = "secret"
FORM = "/submissions/v3/integration/submit/4242/f1"
CONTACTS = "/crm/v3/objects/contacts"
COMPANIES = "/crm/v3/objects/companies"
ADA: dict[str, JsonValue] = {"email": "ada@acme.test", "firstname": "Ada"}


def request(
    method: str,
    path: str,
    body: object = None,
    *,
    token: str | None = TOKEN,
    content_type: str = "application/json",
    after_s: float = 0,
    too_large: bool = False,
) -> ApiRequest:
    """A request; what follows `?` in the path is the query, which needs no decoding here."""
    path, _, query = path.partition("?")
    pairs = tuple(tuple(piece.split("=", 1)) for piece in query.split("&") if piece)
    headers = (("content-type", content_type), *((("authorization", f"Bearer {token}"),) if token else ()))
    return ApiRequest(
        method=method,
        path=path,
        query=pairs,  # type: ignore[arg-type]  # pieces of a test's own path
        headers=headers,
        body=body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b"",
        at=NOW + timedelta(seconds=after_s),
        too_large=too_large,
    )


@dataclass
class Teller:
    """A portal that is asked again and again, and remembers."""

    portal: Portal
    answer: Answer = field(default_factory=Answer)

    def __call__(self, method: str, path: str, body: object = None, **more: Any) -> ApiCall:
        call, self.answer, self.portal = judge(request(method, path, body, **more), self.portal)
        return call


def teller(portal_id: int | None = 4242, **settings: Any) -> Teller:
    """A portal with nothing in it."""
    return Teller(Portal(settings=PortalSettings(portal_id=portal_id, **settings)))


def faults(call: ApiCall) -> list[tuple[str, str]]:
    return [(fault.kind, fault.text) for fault in call.faults]


def message(call: ApiCall) -> object:
    assert isinstance(call.answer, dict)
    return call.answer["message"]


def ids(call: ApiCall) -> list[JsonValue]:
    assert isinstance(call.answer, dict)
    found = call.answer["results"]
    assert isinstance(found, list)
    return [each["id"] for each in found if isinstance(each, dict)]
