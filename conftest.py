"""What the whole suite shares."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp, Message

from harness import Tap
from harness.errors import PackageError
from harness.stage.packages import CACHE, locked_packages, package_cache, package_folders
from tests.firefox import QUICKER

pytest_plugins = ["pytester", "tests.portal_server"]

# A test may move the home folder; what was fetched for the others is there for it as well.
os.environ.setdefault(CACHE, str(package_cache()))

BROWSER_FIXTURES = frozenset({"page", "context", "browser", "browser_name", "new_context"})


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    """A test that asks for a browser is marked so; one that is meant for another browser is left out."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
        if taken := params(item).keys() & BROWSER_FIXTURES - {"browser_name"}:
            raise pytest.UsageError(f"{item.nodeid} would run in each browser; call its {taken.pop()!r} something else")
    yield
    meant, others = parted(items, is_meant_for_its_browser)
    if others:
        config.hook.pytest_deselected(items=others)
    items[:] = firefox_in_one_worker(meant) if hasattr(config, "workerinput") else meant


def parted(
    items: list[pytest.Item], holds: Callable[[pytest.Item], bool]
) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Those of which something holds, and the others."""
    return [item for item in items if holds(item)], [item for item in items if not holds(item)]


def params(item: pytest.Item) -> dict[str, object]:
    """What a test is parametrised with."""
    return item.callspec.params if hasattr(item, "callspec") else {}


def is_meant_for_its_browser(item: pytest.Item) -> bool:
    """Whether no marker names another one; pytest-playwright alone would report it as skipped."""
    only = item.get_closest_marker("only_browser")
    return only is None or params(item).get("browser_name") in (None, only.args[0])


def firefox_in_one_worker(items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests in Firefox right behind the middle, for it starts slowly.

    There they begin the half of the second of two workers; what the first takes from its end needs no Firefox.
    """
    firefox, others = parted(items, lambda item: any(str(value) == "firefox" for value in params(item).values()))
    middle = len(items) // 2
    return [*others[:middle], *firefox, *others[middle:]]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], browser_name: str) -> dict[str, Any]:
    """The plugin's own, for a quicker Firefox, and a Chromium that trusts the taps that tests make themselves."""
    args = browser_type_launch_args
    if browser_name == "chromium":
        return {**args, "args": [*args.get("args", []), *Tap().chromium_args]}
    prefs = {**args.get("firefox_user_prefs", {}), **QUICKER}
    return {**args, "firefox_user_prefs": prefs} if browser_name == "firefox" else args


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked `npm` has the packages of the sample sites, fetched on first use, or is skipped with the reason."""
    if item.get_closest_marker("npm") and (reason := missing_packages()):
        pytest.skip(reason)


@cache
def missing_packages() -> str:
    """Why the packages are not there; empty when they are."""
    try:
        package_folders(locked_packages(Path(__file__).parent / "sites"))
    except PackageError as error:
        return str(error)
    return ""


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
