"""The store over HTTP: HubSpot's addresses, and `/_hstrack/...` to look at what was asked."""

from __future__ import annotations

import json
from datetime import datetime

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from harness.api.call import Answer, ApiCall, ApiRequest
from harness.api.figures import LARGEST_BODY
from harness.api.json_text import calls_text
from harness.api.store import Store
from harness.wire.pairs import MAX_PAIRS, split_pairs

__all__ = ["CONTROL", "Service"]

CONTROL = "/_hstrack/"
DRAINED = 16 * 1024 * 1024
"""Bytes that are read of a body and thrown away, so that its sender hears why before the connection ends."""

WIDE_OPEN = {"access-control-allow-origin": "*"}
PREFLIGHT = {
    **WIDE_OPEN,
    "access-control-allow-methods": "POST, OPTIONS",
    "access-control-allow-headers": "content-type",
}
SUBMISSIONS = "/submissions/"


class Service:
    """An ASGI application; it answers every request, whatever is in it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        if _path(request).startswith(CONTROL):
            response = self._controlled(request)
        else:
            with self._store.under_way():
                response = await self._asked(request)
        await response(scope, receive, send)

    async def _asked(self, request: Request) -> Response:
        if request.method == "OPTIONS" and _path(request).startswith(SUBMISSIONS):
            return Response(status_code=204, headers=PREFLIGHT)
        answer = self._store.ask(await _read(request, self._store.clock()))
        return _response(answer, request)

    def _controlled(self, request: Request) -> Response:
        calls, store = self._store.calls, self._store
        match _path(request).removeprefix(CONTROL), request.method:
            case "all", "GET":
                return _json(calls_text(calls, store.left_out))
            case "good", "GET":
                return _json(calls_text(_only(calls, good=True), store.left_out))
            case "bad", "GET":
                return _json(calls_text(_only(calls, good=False), store.left_out))
            case "reset", "GET" | "POST":
                store.reset()
                return _json(calls_text(()))
        known = ", ".join(f"{CONTROL}{name}" for name in ("all", "good", "bad", "reset"))
        return _json(json.dumps({"error": f"nothing is known here; there are {known}"}), 404)


def _only(calls: tuple[ApiCall, ...], *, good: bool) -> list[ApiCall]:
    return [call for call in calls if call.good == good]


async def _read(request: Request, at: datetime) -> ApiRequest:
    body, too_large = await _body(request)
    pairs = split_pairs(request.scope["query_string"].decode("latin-1"))[:MAX_PAIRS]
    return ApiRequest(
        method=request.method,
        path=_path(request),
        query=tuple(pairs),
        headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw),
        body=body,
        at=at,
        too_large=too_large,
    )


async def _body(request: Request) -> tuple[bytes, bool]:
    """The body as far as it arrived; nothing of one that is too long."""
    chunks: list[bytes] = []
    length = 0
    try:
        async for chunk in request.stream():
            length += len(chunk)
            if length <= LARGEST_BODY:
                chunks.append(chunk)
            elif length > DRAINED:
                break
    except ClientDisconnect:
        pass
    return (b"", True) if length > LARGEST_BODY else (b"".join(chunks), False)


def _path(request: Request) -> str:
    """The path as it was sent, encoded: a name in it may hold a slash."""
    raw = request.scope.get("raw_path") or request.scope["path"].encode()
    return str(raw.decode("latin-1").partition("?")[0])


def _response(answer: Answer, request: Request) -> Response:
    headers = {**dict(answer.headers), **(WIDE_OPEN if _path(request).startswith(SUBMISSIONS) else {})}
    if answer.body is None:
        media_type = None if answer.status == 204 else answer.media_type
        return Response(status_code=answer.status, headers=headers, media_type=media_type)
    text = json.dumps(answer.body)
    return Response(text, status_code=answer.status, headers=headers, media_type=answer.media_type)


def _json(text: str, status: int = 200) -> Response:
    return Response(text, status_code=status, media_type="application/json")
