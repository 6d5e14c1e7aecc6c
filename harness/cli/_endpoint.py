"""The options that name a browser of another machine; a command gets them as one argument, `endpoint`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from harness.cli._command import under

__all__ = ["endpoint_options"]

Command = TypeVar("Command", bound=Callable[..., Any])

_how = under("How to visit")
_OPTIONS = (
    _how(
        "--browser-endpoint",
        metavar="URL",
        help="Drive the browser that listens at URL: ws:// of playwright launch-server, or http:// of Chromium's "
        "debugging port.",
    ),
    _how("--relay-address", metavar="IP", help="That browser reaches this machine at IP.  [127.0.0.1]"),
)


def endpoint_options(command: Command) -> Command:
    """Give a command the options of an endpoint, which is None where none is named."""

    @wraps(command)
    def collected(*, browser_endpoint: str | None, relay_address: str | None, **values: Any) -> Any:
        from harness.capture.endpoint import Endpoint
        from harness.errors import UsageError

        if relay_address and not browser_endpoint:
            raise UsageError("--relay-address is said of a browser elsewhere; add --browser-endpoint")
        endpoint = Endpoint.parse(browser_endpoint, relay_address) if browser_endpoint else None
        return command(**values, endpoint=endpoint)

    optioned: Any = collected
    for option in reversed(_OPTIONS):
        optioned = option(optioned)
    return optioned  # type: ignore[no-any-return]  # the command with options is a command
