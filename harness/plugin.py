"""The pytest plugin: fixture `hubspot`, marker `hubspot(...)`, options `--hubspot-...`.

It works beside pytest-playwright: while a test that asks for `hubspot` runs, every browser context that it makes is
tapped, whichever fixture makes it. Other tests are left alone.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from harness import fixtures
from harness.errors import HarnessError
from harness.workbench import Workbench

__all__: list[str] = []

MARKER = (
    "hubspot(site, portal, tracker, hosts, live, allow, clock): what the pages of this test find around them, "
    "and what its tracking may leave behind"
)
SECTION = "HubSpot tracking"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options; a marker of a test goes before them."""
    group = parser.getgroup("hubspot", "HubSpot tracking")
    add = group.addoption
    add("--hubspot-site", metavar="DIR", help="serve this sample site under its own host names")
    add("--hubspot-portal", metavar="ID", type=int, help="fail on hits of any other portal; the stand-in's portal id")
    add("--hubspot-tracker", choices=("standin", "live"), default="standin", help="where the tracking code comes from")
    add("--hubspot-allow-host", metavar="HOST", action="append", default=[], help="let pages reach a host (*.acme.com)")
    add("--hubspot-resolve", metavar="HOST:PORT:ADDR", action="append", default=[], help="curl's --resolve")
    add("--hubspot-connect-to", metavar="H:P:H2:P2", action="append", default=[], help="curl's --connect-to")
    add("--hubspot-upstream-proxy", metavar="URL", help="the proxy of your own network (default: HTTPS_PROXY)")
    add("--hubspot-browser-path", metavar="PATH", help="the browser to drive (default: HSTRACK_BROWSER, else found)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and the fixtures behind those of pytest-playwright, which they extend."""
    config.addinivalue_line("markers", MARKER)
    config.stash[fixtures.WORKBENCH] = Workbench(config.getoption)
    config.pluginmanager.register(fixtures, "hubspot_tracking_fixtures")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop listening."""
    config.stash[fixtures.WORKBENCH].close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Every context that is made between set-up and tear-down of a test belongs to the test."""
    bench = item.config.stash[fixtures.WORKBENCH]
    wanted = "hubspot" in getattr(item, "fixturenames", ())
    try:
        bench.prepare(item.iter_markers("hubspot"), wanted=wanted)
    except HarnessError as error:
        raise pytest.UsageError(f"{item.nodeid}: {error}") from None
    try:
        return (yield)
    finally:
        bench.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A test that passed fails all the same when its tracking left something behind that it did not allow."""
    result = yield
    if problems := item.config.stash[fixtures.WORKBENCH].problems():
        pytest.fail("\n\n".join(problems), pytrace=False)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """A failed test shows its timeline, unless its own failure text does."""
    report = yield
    if call.when == "call" and report.failed:
        timelines = item.config.stash[fixtures.WORKBENCH].timelines()
        report.sections.extend((SECTION, text) for text in timelines if text not in report.longreprtext)
    return report
