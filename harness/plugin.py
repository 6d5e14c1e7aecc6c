"""The pytest plugin: fixtures `hubspot` and `hubspot_api`, a marker of each name, options `--hubspot-...`.

It works beside pytest-playwright: while a test that asks for `hubspot` runs, every browser context that it makes is
tapped, whichever fixture makes it. Other tests are left alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Generator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

import pytest

from harness import fixtures
from harness.errors import HarnessError
from harness.heading import warning
from harness.options import Options
from harness.project import read_project
from harness.reporting import FOLDER, Reporting, tell_calls, unkept
from harness.settings import SETTINGS, Setting
from harness.workbench import Workbench

if TYPE_CHECKING:
    from harness.hubspot_api import HubspotApi

__all__: list[str] = []

MARKER = (
    "hubspot(site, portal, tracker, hosts, live, allow, clock, deliver): what the pages of this test find around them, "
    "and what its tracking may leave behind"
)
API_MARKER = "hubspot_api(portal, token, rate, allow): what HubSpot's server APIs of this test are, and what may be bad"
REPORTING = pytest.StashKey[Reporting]()
MACHINERY = frozenset({"harness", "playwright", "pytest_playwright"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options; a marker of a test goes before them."""
    add = parser.getgroup("hubspot", "HubSpot tracking").addoption
    for setting in SETTINGS.values():
        add(setting.option, help=setting.help, **_arguments(setting))
    add(
        "--hubspot-no-deliver",
        dest=SETTINGS["deliver"].name,
        action="store_false",
        default=None,
        help="deliver nothing, whatever the project's file says",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers, and the fixtures behind those of pytest-playwright, which they extend."""
    config.addinivalue_line("markers", MARKER)
    config.addinivalue_line("markers", API_MARKER)
    config.pluginmanager.register(fixtures, "hubspot_tracking_fixtures")
    try:
        options = Options(config.getoption, read_project(config.rootpath), config.rootpath)
        bench = config.stash[fixtures.WORKBENCH] = Workbench(options, config.rootpath)
        bench.check_tracker()
    except HarnessError as error:
        raise pytest.UsageError(str(error)) from None
    config.stash[REPORTING] = Reporting(config, bench)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Where the tracking code comes from, and where hits go."""
    return config.stash[fixtures.WORKBENCH].heading()


def pytest_report_collectionfinish(config: pytest.Config, items: Sequence[pytest.Item]) -> list[str]:
    """How many tests let their hits through to HubSpot because their marker says so."""
    number = sum(map(_delivers, items))
    if not number or config.stash[fixtures.WORKBENCH].options["deliver"]:
        return []
    return [warning(f"deliver=True in the marker of {number} test{'s' * (number > 1)}")]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop listening."""
    if bench := config.stash.get(fixtures.WORKBENCH, None):
        bench.close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Every context that is made from here to the end of the test belongs to the test."""
    wanted = "hubspot" in getattr(item, "fixturenames", ())
    item.config.stash[fixtures.WORKBENCH].prepare(item.iter_markers("hubspot"), wanted=wanted)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A test that passed fails all the same when its tracking left something behind that it did not allow."""
    result = yield
    api = _api_of(item)
    if problems := [*item.config.stash[fixtures.WORKBENCH].problems(), *(api.problems() if api else ())]:
        pytest.fail("\n\n".join(problems), pytrace=False)
    return result


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Contexts of the next test belong to nobody yet."""
    item.config.stash[fixtures.WORKBENCH].leave()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Where pytest-playwright puts what a test leaves is known once its fixture has said so."""
    __tracebackhide__ = True
    value = yield
    if fixturedef.argname == "output_path":
        request.node.stash[FOLDER] = Path(str(value))
    return value


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """A failed test shows its timelines, unless its own failure text does, and its evidence is kept as wanted."""
    _say_plainly(call)
    report = yield
    item.config.stash[REPORTING].tell(item, call, report)
    if call.when == "call" and (api := _api_of(item)):
        tell_calls(api, call, report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Evidence that could not be kept is told once for the whole run."""
    if line := unkept(itertools.chain.from_iterable(terminalreporter.stats.values())):
        terminalreporter.section("HubSpot evidence", yellow=True)
        terminalreporter.write_line(line)


def _arguments(setting: Setting) -> dict[str, Any]:
    """How argparse reads a setting; None, or an empty list, is what nobody has said."""
    match setting.kind:
        case "flag":
            return {"action": "store_true", "default": None}
        case "texts":
            return {"action": "append", "metavar": setting.metavar}
        case "number":
            return {"type": int, "metavar": setting.metavar}
        case _:
            return {"metavar": setting.metavar, "choices": setting.choices or None}


def _delivers(item: pytest.Item) -> bool:
    said = (mark.kwargs["deliver"] for mark in item.iter_markers("hubspot") if "deliver" in mark.kwargs)
    return next(said, False) is True


def _api_of(item: pytest.Item) -> HubspotApi | None:
    """The server APIs of a test that asked for them."""
    asked: dict[str, Any] = getattr(item, "funcargs", {})
    api = asked.get("hubspot_api")
    # Another plugin may have a fixture of this name.
    return cast("HubspotApi", api) if type(api).__module__ == "harness.hubspot_api" else None


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
