"""The plugin's fixtures; they extend pytest-playwright's own of the same names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from harness.workbench import Workbench

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from harness.api.server import ApiServer
    from harness.hubspot import Hubspot
    from harness.hubspot_api import HubspotApi

__all__ = [
    "WORKBENCH",
    "browser",
    "browser_type_launch_args",
    "hubspot",
    "hubspot_api",
    "hubspot_api_server",
    "hubspot_of",
]

WORKBENCH = pytest.StashKey[Workbench]()


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: str, request: pytest.FixtureRequest
) -> dict[str, Any]:
    """pytest-playwright's own, completed with the browser that is there when Playwright's own is not."""
    bench = request.config.stash[WORKBENCH]
    args = browser_type_launch_args
    if browser_name == "chromium" and any(
        "hubspot" in getattr(item, "fixturenames", ()) for item in request.session.items
    ):
        args = bench.trusting_args(args)
    if browser_name == "webkit" or args.keys() & {"executable_path", "channel"}:
        return args
    return bench.launch_args(args, browser_name)


@pytest.fixture(scope="session")
def browser(browser: Browser, pytestconfig: pytest.Config) -> Browser:
    """pytest-playwright's own, whose contexts are tapped while a test asks for `hubspot`."""
    return pytestconfig.stash[WORKBENCH].tap_contexts_of(browser)


@pytest.fixture
def hubspot(context: BrowserContext, pytestconfig: pytest.Config) -> Hubspot:
    """The tracking of the test's own browser context."""
    return pytestconfig.stash[WORKBENCH].hubspot_of(context)


@pytest.fixture
def hubspot_of(hubspot: Hubspot, pytestconfig: pytest.Config) -> Callable[[BrowserContext], Hubspot]:  # noqa: ARG001 - taps
    """Finds the tracking of any other browser context that the test makes: `hubspot_of(context)`."""
    return pytestconfig.stash[WORKBENCH].hubspot_of


@pytest.fixture(scope="session")
def hubspot_api_server() -> Iterator[ApiServer]:
    """The one server behind `hubspot_api`, whose address is the same for all tests of a process."""
    from harness.api.server import ApiServer
    from harness.api.store import Store

    with ApiServer(Store()) as server:
        yield server


@pytest.fixture
def hubspot_api(request: pytest.FixtureRequest, hubspot_api_server: ApiServer) -> HubspotApi:
    """HubSpot's server APIs on this machine, with nothing in them yet."""
    from harness.api_mark import read_api_mark
    from harness.hubspot_api import HubspotApi

    portal_id = request.config.stash[WORKBENCH].options["portal"]
    mark = read_api_mark(request.node.iter_markers("hubspot_api"), portal_id)
    hubspot_api_server.store.reset(mark.settings)
    return HubspotApi(hubspot_api_server.store, hubspot_api_server.base_url, mark.allow)
