"""Visits of sample sites, and what was found and sent there."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Any, Self

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from playwright.async_api import async_playwright

from harness.audit.config import AuditConfig, RuleConfig
from harness.audit.gather import Gathered, Gathering, site_target
from harness.audit.gather.ground import Ground, opened, tap_for
from harness.audit.gather.visits import visit
from harness.audit.registry import catalogue
from harness.audit.run import judge
from harness.audit.visit import Visit
from harness.capture.frames import evaluated
from harness.capture.settle import settle_steps
from harness.stage import browsers
from harness.stage.browsers import find_browser
from harness.stage.places import Engine
from harness.stage.site import bundled_sites, load_site
from harness.tracker.config import Generation
from harness.wire.address import path_of, without_origin
from harness.wire.hit import Hit
from harness.wire.hits import CustomEvent, LegacyEvent, PageView
from tests.firefox import FEWER_PROCESSES

SITES = bundled_sites()
PACKAGED = tuple(name for name, folder in SITES.items() if any(host.npm for host in load_site(folder).host))
"""The sites that serve packages of npm, and their variants."""

PATIENCE_S = 120.0
"""Seconds that a page, a step and an answer of a page may take.

A machine that is busy with other tests is no doubt about a site.
"""

Finding = tuple[str, str]
VisitsOf = Callable[[Iterable[str], Engine], dict[str, Visit]]


def declared(name: str) -> dict[str, Any]:
    """What `expected.toml` says of a site or a variant, whose folder may be given for its name."""
    folder = SITES.get(name, Path(name))
    own = folder / "expected.toml"
    table: dict[str, Any] = tomllib.loads((own if own.is_file() else folder.parent / own.name).read_text("utf-8"))
    variants = table.pop("variant", {})
    told: dict[str, Any] = table if own.is_file() else variants[folder.name]
    assert told.keys() - {"undecided", "options"} in ({"findings"}, {"finding"})
    assert not told.get("findings")
    return told


def expected(name: str, generation: Generation | None = None) -> list[Finding]:
    """Rule and path of every finding that is announced, for the site's own generation of the tracking code or another.

    A finding may be of some generations alone.
    """
    which = generation or load_site(SITES.get(name, Path(name))).portal.generation
    findings = [each for each in declared(name).get("finding", []) if which in each.get("generations", [which])]
    return sorted((each["rule"], each["path"]) for each in findings)


def settings(name: str) -> AuditConfig:
    """The options of rules with which a site is audited."""
    options = declared(name).get("options", {})
    return AuditConfig(rules={rule: RuleConfig(options=values) for rule, values in options.items()})


def doubts(name: str, engine: Engine) -> tuple[str, ...]:
    """What no visit with this engine can rule out."""
    return tuple(declared(name).get("undecided", {}).get(engine, ()))


class Visits:
    """Visits of sample sites: a browser of each engine at the most, and one visit of each site in it.

    They are made in a thread of their own, because the caller's may already run an event loop.
    """

    def __init__(self) -> None:
        self._ends = ExitStack()
        self._grounds: dict[Engine, Ground] = {}
        self._made: dict[tuple[str, Engine], Visit] = {}
        self._portal: BlockingPortal

    def __enter__(self) -> Self:
        self._portal = self._ends.enter_context(start_blocking_portal(name="sample-sites"))
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def start(self, engine: Engine) -> float:
        """Start a browser; the seconds that it took."""
        begun = perf_counter()
        self._ground(engine)
        return perf_counter() - begun

    def of(self, names: Iterable[str], engine: Engine) -> dict[str, Visit]:
        """A visit of each of these sites; nothing may have gone wrong, or be in doubt and not announced."""
        return {name: self._visit(name, engine) for name in names}

    def _visit(self, name: str, engine: Engine) -> Visit:
        if (name, engine) not in self._made:
            ground = self._ground(engine)
            ground.gathered = Gathered()
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("harness.audit.gather.visitor.STEP_S", PATIENCE_S)
                patch.setattr("harness.audit.gather.orders.HOLD_S", PATIENCE_S)
                patch.setitem(evaluated.__kwdefaults__ or {}, "answer_s", PATIENCE_S)
                patch.setitem(settle_steps.__kwdefaults__ or {}, "answer_s", PATIENCE_S)
                self._portal.call(visit, ground, site_target(load_site(SITES[name])))
            (made,) = ground.gathered.visits
            left = (name, ground.gathered.problems, made.undecided)
            assert left == (name, [], doubts(name, engine)), left
            self._made[name, engine] = made
        return self._made[name, engine]

    def _ground(self, engine: Engine) -> Ground:
        if engine not in self._grounds:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(browsers, "FIREFOX_PREFS", browsers.FIREFOX_PREFS | FEWER_PROCESSES)
                how = Gathering(browser=find_browser(engine), timeout_s=PATIENCE_S, rest_s=PATIENCE_S)
                start = self._portal.wrap_async_context_manager(begun(how))
                self._grounds[engine] = self._ends.enter_context(start)
        return self._grounds[engine]


@asynccontextmanager
async def begun(how: Gathering) -> AsyncIterator[Ground]:
    """What visits stand on, with a driver of its own."""
    async with async_playwright() as driver, opened(driver, tap_for(None), how, Gathered()) as ground:
        yield ground


def found(visit: Visit, name: str = "") -> list[Finding]:
    """Rule and path of every finding in a visit; no rule may be in doubt where the visit is not."""
    report = judge([visit], catalogue(), settings(name) if name else None)
    unsure = [(result.rule, result.undecided, result.crashes) for result in report.results if result.undecided]
    assert visit.undecided or unsure == [], unsure
    return sorted((finding.rule, path_of(finding.page)) for finding in report.findings)


def sent(visit: Visit) -> list[str]:
    """Page views and events in order, a line each, with what identifies the visitor.

    A page view is its set path, or the address in brackets where there is none, and its title.
    """
    return [line for hit in visit.hits if (line := _line(hit))]


def _line(hit: Hit) -> str:
    match hit:
        case PageView(page=where):
            said = f"{where.path or f'({without_origin(str(where.url))})'} {where.title}"
        case CustomEvent():
            said = hit.phrase
        case LegacyEvent():
            said = f"{hit.phrase} {hit.value}"
        case _:
            return ""
    return " ".join([said, *(f"{name}={value}" for name, value in (hit.identity.pairs if hit.identity else ()))])
