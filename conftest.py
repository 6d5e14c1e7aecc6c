"""What the whole suite shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from starlette.types import ASGIApp, Message

pytest_plugins = ["pytester", "tests.portal_server"]

BROWSER_FIXTURES = frozenset({"page", "context", "browser", "new_context"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a browser is marked so, whatever it asks with."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True, slots=True)
class Reply:
    """What an ASGI application answered; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture
def ask() -> Callable[..., Reply]:
    """Asks an ASGI application one thing, without a server or an event loop: its answers wait for nothing."""

    def ask_one(app: ASGIApp, host: str, target: str = "/", method: str = "GET") -> Reply:
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "https",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(b"host", host.encode())],
            "server": ("127.0.0.1", 443),
            "client": ("127.0.0.1", 50000),
        }
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        with pytest.raises(StopIteration):
            app(scope, receive, send).__await__().send(None)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in sent[0]["headers"]}
        return Reply(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))

    return ask_one
