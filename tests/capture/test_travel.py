"""How cookies age when time passes, and what a context's clock is told."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest

from harness.capture.capture import Capture
from harness.capture.steps import Steps, run
from harness.capture.travel import SESSION_S, run_timers_steps, travel_steps, visitor_s
from harness.errors import CaptureError, UsageError
from harness.tracker.config import Generation, PortalConfig

DAY_S = 86_400


@dataclass
class Context:
    """A browser context and its clock; `left_s` are the cookies with the seconds that they still last."""

    left_s: dict[str, int]
    told: list[tuple[str, float]] = field(default_factory=list)
    began: float = field(default_factory=time.time)
    runs_all: bool = True

    def cookies(self) -> list[dict[str, Any]]:
        jar = {name: left if left < 0 else self.began + left for name, left in self.left_s.items()}
        return [{"name": name, "domain": ".acme.test", "path": "/", "expires": at} for name, at in jar.items()]

    def add_cookies(self, cookies: list[dict[str, Any]]) -> None:
        self.left_s |= {cookie["name"]: round(cookie["expires"] - self.began) for cookie in cookies}

    def clear_cookies(self, *, name: str, domain: str, path: str) -> None:
        assert (domain, path) == (".acme.test", "/")
        del self.left_s[name]

    def elapse_steps(self, seconds: float) -> Steps[None]:
        yield partial(self.told.append, ("elapse", seconds))

    def run_steps(self, seconds: float) -> Steps[bool]:
        yield partial(self.told.append, ("run", seconds))
        return self.runs_all


def capture_of(context: Context, *, clock: bool = True, generation: Generation = "current") -> Capture:
    lane = SimpleNamespace(portal=PortalConfig(generation=generation))
    return cast("Capture", SimpleNamespace(context=context, time=context, clock=clock, lane=lane))


@pytest.mark.parametrize(
    ("left_s", "passed_s", "kept_s"),
    [
        pytest.param(60, 60, {}, id="what is over is deleted"),
        pytest.param(90, 60, {"plan": 30}, id="what goes on lasts less long"),
        pytest.param(-1, 30 * DAY_S, {"plan": -1}, id="what lasts until the browser is closed stays"),
    ],
)
def test_cookies_age(left_s: int, passed_s: int, kept_s: dict[str, int]) -> None:
    context = Context({"plan": left_s})
    run(travel_steps(capture_of(context), passed_s))

    assert context.left_s == kept_s


@pytest.mark.parametrize(
    ("name", "generation", "passed_s", "kept_s"),
    [
        pytest.param("__hssc", "current", SESSION_S, {}, id="session"),
        pytest.param("__hstc", "current", 180 * DAY_S, {}, id="visitor"),
        pytest.param("hubspotutk", "2021", 389 * DAY_S, {"hubspotutk": DAY_S}, id="visitor of another generation"),
        pytest.param("plan", "current", 180 * DAY_S, {"plan": 220 * DAY_S}, id="the site's own"),
    ],
)
def test_a_tracker_that_counts_by_the_pages_clock_keeps_its_cookies_no_longer(
    name: str, generation: Generation, passed_s: int, kept_s: dict[str, int]
) -> None:
    context = Context({name: 400 * DAY_S})
    run(travel_steps(capture_of(context, generation=generation), passed_s))

    assert context.left_s == kept_s


def test_time_passes_for_the_pages_at_once() -> None:
    context = Context({})
    run(travel_steps(capture_of(context), 50 * DAY_S))

    assert context.told == [("elapse", 50 * DAY_S)]


def test_timers_run_without_cookies_growing_older() -> None:
    context = Context({"plan": 60})
    run(run_timers_steps(capture_of(context), 90.5))

    assert (context.left_s, context.told) == ({"plan": 60}, [("run", 90.5)])


def test_timers_that_could_not_all_be_run_are_told() -> None:
    with pytest.raises(CaptureError, match="timers of 60 s are too many to be run at once"):
        run(run_timers_steps(capture_of(Context({}, runs_all=False)), 60))


@pytest.mark.parametrize(("generation", "days"), [("2021", 390), ("2023", 180), ("current", 180)])
def test_a_visitor_is_known_as_long_as_the_generation_says(generation: Generation, days: int) -> None:
    assert visitor_s(capture_of(Context({}), generation=generation)) == days * DAY_S


@pytest.mark.parametrize("steps", [travel_steps, run_timers_steps])
@pytest.mark.parametrize(
    ("seconds", "clock", "sentence"),
    [
        pytest.param(60, False, "which clock=False leaves out", id="no clock"),
        pytest.param(0, True, "not by 0 s; say how much", id="no time"),
        pytest.param(-1, True, "not by -1 s; say how much", id="back"),
        pytest.param(float("inf"), True, "not by inf s; say how much", id="for ever"),
        pytest.param(float("nan"), True, "not by nan s; say how much", id="no number"),
    ],
)
def test_time_that_cannot_pass_is_refused(steps: Any, seconds: float, clock: bool, sentence: str) -> None:
    refused: Steps[None] = steps(capture_of(Context({}), clock=clock), seconds)

    with pytest.raises(UsageError, match=sentence):
        run(refused)
