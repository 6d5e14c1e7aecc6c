"""The pytest plugin: fixture `hubspot`, marker `hubspot(...)`, options `--hubspot-...`.

It works beside pytest-playwright: while a test that asks for `hubspot` runs, every browser context that it makes is
tapped, whichever fixture makes it. Other tests are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from types import TracebackType
from typing import Any

import pytest

from harness import fixtures
from harness.errors import HarnessError
from harness.heading import warning
from harness.workbench import Workbench

__all__: list[str] = []

MARKER = (
    "hubspot(site, portal, tracker, hosts, live, allow, clock, deliver): what the pages of this test find around them, "
    "and what its tracking may leave behind"
)
SECTION = "HubSpot tracking"
TIMELINE = re.compile("^timeline", re.MULTILINE)
MACHINERY = frozenset({"harness", "playwright", "pytest_playwright"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options; a marker of a test goes before them."""
    group = parser.getgroup("hubspot", "HubSpot tracking")
    add = group.addoption
    add("--hubspot-site", metavar="SITE", help="serve this sample site, a folder or a bundled one")
    add("--hubspot-portal", metavar="ID", type=int, help="fail on hits of any other portal; the stand-in's portal id")
    add(
        "--hubspot-tracker",
        metavar="SOURCE",
        default="standin",
        help="where the tracking code comes from: standin (usual), live, or replay:FILE",
    )
    add("--hubspot-deliver", action="store_true", help="let hits through to HubSpot, which counts them")
    add("--hubspot-allow-host", metavar="HOST", action="append", default=[], help="let pages reach a host (*.acme.com)")
    add("--hubspot-resolve", metavar="HOST:PORT:ADDR", action="append", default=[], help="curl's --resolve")
    add("--hubspot-connect-to", metavar="H:P:H2:P2", action="append", default=[], help="curl's --connect-to")
    add("--hubspot-upstream-proxy", metavar="URL", help="the proxy of your own network (default: HTTPS_PROXY)")
    add("--hubspot-browser-path", metavar="PATH", help="the browser to drive (default: HSTRACK_BROWSER, else found)")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and the fixtures behind those of pytest-playwright, which they extend."""
    config.addinivalue_line("markers", MARKER)
    bench = config.stash[fixtures.WORKBENCH] = Workbench(config.getoption, config.rootpath)
    config.pluginmanager.register(fixtures, "hubspot_tracking_fixtures")
    try:
        bench.check_tracker()
    except HarnessError as error:
        raise pytest.UsageError(f"--hubspot-tracker: {error}") from None


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Where the tracking code comes from, and where hits go."""
    return config.stash[fixtures.WORKBENCH].heading()


def pytest_report_collectionfinish(config: pytest.Config, items: Sequence[pytest.Item]) -> list[str]:
    """How many tests let their hits through to HubSpot because their marker says so."""
    number = sum(map(_delivers, items))
    if not number or config.getoption("hubspot_deliver"):
        return []
    return [warning(f"deliver=True in the marker of {number} test{'s' * (number > 1)}")]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop listening."""
    config.stash[fixtures.WORKBENCH].close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Every context that is made from here to the end of the test belongs to the test."""
    wanted = "hubspot" in getattr(item, "fixturenames", ())
    item.config.stash[fixtures.WORKBENCH].prepare(item.iter_markers("hubspot"), wanted=wanted)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A test that passed fails all the same when its tracking left something behind that it did not allow."""
    result = yield
    if problems := item.config.stash[fixtures.WORKBENCH].problems():
        pytest.fail("\n\n".join(problems), pytrace=False)
    return result


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Contexts of the next test belong to nobody yet."""
    item.config.stash[fixtures.WORKBENCH].clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """A failed test shows its timelines, unless its own failure text does."""
    _say_plainly(call)
    report = yield
    if report.failed and call.excinfo and not TIMELINE.search(_text_of(call.excinfo.value)):
        timelines = item.config.stash[fixtures.WORKBENCH].timelines()
        several = len(timelines) > 1
        for number, text in enumerate(timelines, 1):
            report.sections.append((f"{SECTION}, context {number}" if several else SECTION, text))
    return report


def _delivers(item: pytest.Item) -> bool:
    said = (mark.kwargs["deliver"] for mark in item.iter_markers("hubspot") if "deliver" in mark.kwargs)
    return next(said, False) is True


def _text_of(error: BaseException) -> str:
    """An error's text; that of a group (soft failures) is the text of all its errors."""
    return "\n".join(map(_text_of, error.exceptions)) if isinstance(error, BaseExceptionGroup) else str(error)


def _say_plainly(call: pytest.CallInfo[None]) -> None:
    """What the harness raises on purpose is one sentence: below the test's own line, or alone before the test runs."""
    error = call.excinfo
    if error is None or not error.errisinstance(HarnessError):
        return
    if call.when == "call":
        _end_at_the_users_line(error.tb)
    else:
        sentence = pytest.fail.Exception(str(error.value), pytrace=False).with_traceback(error.tb)
        call.excinfo = pytest.ExceptionInfo.from_exception(sentence)


def _end_at_the_users_line(trace: TracebackType) -> None:
    links = [trace]
    while links[-1].tb_next:
        links.append(links[-1].tb_next)
    users = [link for link in links if _module(link).partition(".")[0] not in MACHINERY]
    users[-1].tb_next = None


def _module(link: TracebackType) -> str:
    return str(link.tb_frame.f_globals.get("__name__"))
