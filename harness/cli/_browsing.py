"""The options that say how pages are visited: by which browser, how patiently, with whose tracking code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from harness.cli._command import under
from harness.cli._network import network

if TYPE_CHECKING:
    from harness.capture.endpoint import Endpoint

__all__ = ["Browsing", "browsing_options"]

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsing:
    """How pages are visited; `browser_path` and `endpoint` are None where a browser is to be found, or is here."""

    tracker: Literal["live", "standin"]
    browser: Literal["chromium", "firefox"]
    browser_path: str | None
    endpoint: Endpoint | None
    timeout_s: float
    insecure: bool
    allow_private: bool


_how = under("How to visit")
_OPTIONS = (
    _how(
        "--tracker",
        type=click.Choice(["live", "standin"]),
        default="live",
        help="Load the portal's own script, or answer with the stand-in (URLs only).  [live]",
    ),
    _how("--browser", type=click.Choice(["chromium", "firefox"]), default="chromium", help="Which browser to drive."),
    _how("--browser-path", metavar="FILE", help="Drive this browser instead of the one that would be found."),
    _how(
        "--browser-endpoint",
        metavar="URL",
        help="Drive the browser that listens at URL: ws:// of playwright launch-server, or http:// of Chromium's "
        "debugging port.",
    ),
    _how("--relay-address", metavar="IP", help="That browser reaches this machine at IP.  [127.0.0.1]"),
    _how("--timeout", type=click.FloatRange(0.1, 3600), default=30.0, help="Seconds to wait for a page to load.  [30]"),
    network("--allow-private", is_flag=True, help="Let pages reach your own network, also that of another site."),
    network("-k", "--insecure", is_flag=True, help="Visit sites whose certificate is not trusted."),
)


def browsing_options(command: Command) -> Command:
    """Give a command these options, which it gets as one argument, `browsing`."""

    @wraps(command)
    def collected(
        *arguments: Any,
        tracker: Literal["live", "standin"],
        browser: Literal["chromium", "firefox"],
        browser_path: str | None,
        browser_endpoint: str | None,
        relay_address: str | None,
        timeout: float,
        allow_private: bool,
        insecure: bool,
        **values: Any,
    ) -> Any:
        browsing = Browsing(
            tracker=tracker,
            browser=browser,
            browser_path=browser_path,
            endpoint=_endpoint(browser_endpoint, relay_address),
            timeout_s=timeout,
            insecure=insecure,
            allow_private=allow_private,
        )
        return command(*arguments, **values, browsing=browsing)

    optioned: Any = collected
    for option in reversed(_OPTIONS):
        optioned = option(optioned)
    return optioned  # type: ignore[no-any-return]  # the command with options is a command


def _endpoint(url: str | None, relay_address: str | None) -> Endpoint | None:
    from harness.capture.endpoint import Endpoint
    from harness.errors import UsageError

    if relay_address and not url:
        raise UsageError("--relay-address is said of a browser elsewhere; add --browser-endpoint")
    return Endpoint.parse(url, relay_address) if url else None
