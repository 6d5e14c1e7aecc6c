"""The clock of a context's pages: timers are run early, in order, and everything in the page agrees on the time."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from harness.capture.clock import PageClock
from harness.capture.steps import run

if TYPE_CHECKING:
    from tests.capture.conftest import Visit

Begin = Callable[..., "Visit"]
NOTES = "window.notes = []; const note = (what) => notes.push(what); "


# What each row arms, in a frame of its own, and what it has noted once ten seconds of timers were run. Delays are long
# enough for a slow browser to fire none by itself meanwhile, but for the shortest.
ROWS: dict[str, tuple[str, list[object]]] = {
    "in order": ("[3000, 1000, 2000].forEach((ms) => setTimeout(note, ms, ms))", [1000, 2000, 3000]),
    "an interval, as often as it is due": (
        "const id = setInterval(() => { note(1); if (notes.length === 3) clearInterval(id) }, 2000)",
        [1, 1, 1],
    ),
    "an interval that goes on": ("setInterval(note, 4000, 1)", [1, 1]),
    "none that was cleared": (
        "const id = setTimeout(note, 50, 1); clearTimeout(id); clearInterval(setTimeout(note, 60, 2))",
        [],
    ),
    "code as text": ("setTimeout('notes.push(1)', 5000)", [1]),
    "an animation frame": ("requestAnimationFrame((at) => note(typeof at))", ["number"]),
    "an idle moment": ("requestIdleCallback((deadline) => note(deadline.didTimeout))", [False]),
    "no frame or idle moment that was cancelled": (
        "cancelAnimationFrame(requestAnimationFrame(note)); cancelIdleCallback(requestIdleCallback(note))",
        [],
    ),
    "a promise before the next timer": (
        "setTimeout(() => { Promise.resolve().then(() => note(1)) }, 3000); setTimeout(note, 3000, 2)",
        [1, 2],
    ),
    "a chain": ("const again = () => { note(1); setTimeout(again, 3000) }; again()", [1, 1, 1, 1]),
    "the next one after one that throws": (
        "onerror = (text) => note(text.slice(-4)); setTimeout(() => { throw 'torn' }); setTimeout(note)",
        ["torn", None],
    ),
    "none beyond the span": ("setTimeout(note, 15000, 1)", []),
    "delays that are none": ("setTimeout(note, -5, 1); setTimeout(note, 'x', 2); setTimeout(note)", [1, 2, None]),
}


def test_timers_are_run_as_the_page_would_have_seen_them(visit: Begin) -> None:
    seen = visit()
    seen.open("<iframe src='/frame'></iframe>" * len(ROWS), frame="")
    scripts = [NOTES + script for script, _ in ROWS.values()]
    seen.page.evaluate("scripts => scripts.forEach((script, row) => frames[row].Function(script)())", scripts)
    run(seen.hubspot.capture.time.run_steps(10))
    told = seen.page.evaluate("Array.from(frames, (frame) => frame.notes)")
    assert dict(zip(ROWS, told, strict=True)) == {name: noted for name, (_, noted) in ROWS.items()}


def test_a_timer_is_run_once(visit: Begin) -> None:
    seen = visit()
    seen.open("")
    seen.page.evaluate(f"() => {{ {NOTES} setTimeout(note, 30, 1); requestAnimationFrame(() => note(2)) }}")
    run(seen.hubspot.capture.time.run_steps(1))
    seen.page.wait_for_function("performance.now() > 1100")
    assert sorted(seen.page.evaluate("notes")) == [1, 2]


def test_all_times_of_a_page_agree_when_timers_were_run(visit: Begin) -> None:
    measure = "() => [Date.now(), +new Date(), Date.parse(Date()), performance.timeOrigin + performance.now()]"
    seen = visit()
    seen.open("")
    seen.page.evaluate("() => { setTimeout(() => {}, 9000) }")
    before = seen.page.evaluate("Date.now()")
    run(seen.hubspot.capture.time.run_steps(10))
    later = [(time - before) // 2000 for time in seen.page.evaluate(measure)]
    assert later == [4, 4, 4, 4]


def test_dates_stay_dates_when_timers_were_run(visit: Begin) -> None:
    checks = """() => { setTimeout(() => {}, 9000); const early = new Date(0); class Mine extends Date {};
      return () => [early instanceof Date, new Mine(5).getTime(), new Date(2026, 2).getMonth(), Date.UTC(1970, 0)] }"""
    seen = visit()
    seen.open("")
    handle = seen.page.evaluate_handle(checks)
    run(seen.hubspot.capture.time.run_steps(10))
    assert handle.evaluate("check => check()") == [True, 5, 2, 0]


def test_a_page_that_armed_nothing_keeps_the_browsers_time(visit: Begin) -> None:
    seen = visit(own=True)
    seen.open("")
    run(seen.hubspot.capture.time.run_steps(10))
    assert seen.page.evaluate("/native code/.test(Date.toString())")
    assert seen.hubspot.capture.time.ahead_ms == 0


def test_the_next_document_is_as_far_ahead(visit: Begin) -> None:
    seen = visit()
    seen.open("<script>setTimeout(() => {}, 9000)</script>", next="<script>document.title = Date.now()</script>")
    run(seen.hubspot.capture.time.run_steps(10))
    before = seen.page.evaluate("Date.now()")
    seen.page.goto("https://www.acme.test/next")
    assert 0 <= int(seen.page.title()) - before < 9000


def test_frames_are_as_far_ahead_as_their_page(visit: Begin) -> None:
    seen = visit()
    seen.open("<script>setTimeout(() => {}, 9000)</script><iframe src='/inner'></iframe>", inner="")
    run(seen.hubspot.capture.time.run_steps(10))
    times = [frame.evaluate("Date.now()") for frame in seen.page.frames]
    assert abs(times[0] - times[1]) < 5000


def test_when_the_machine_slept_what_is_due_fires_once(visit: Begin) -> None:
    seen = visit()
    seen.open("")
    seen.page.evaluate(
        f"() => {{ {NOTES} setInterval(note, 60000, 'tick'); setTimeout(note, 18e5, 'end'); setTimeout(note, 19e5) }}"
    )
    run(seen.hubspot.capture.time.elapse_steps(1800))
    assert seen.page.evaluate("notes") == ["tick", "end"]


def test_the_stack_of_a_timer_names_the_site_alone(visit: Begin) -> None:
    seen = visit()
    seen.open("<script>window._hsq = []; setTimeout(() => _hsq.push(['setPath', '/a']), 5000)</script>")
    run(seen.hubspot.capture.time.run_steps(10))
    assert [line.url for call in seen.timeline.calls for line in call.stack] == ["https://www.acme.test/"]


def test_a_timer_waits_no_longer_than_what_is_left_of_its_time(visit: Begin) -> None:
    seen = visit()
    seen.open("")
    seen.page.evaluate(f"() => {{ {NOTES} setTimeout(note, 1800200, 'end') }}")
    run(seen.hubspot.capture.time.elapse_steps(1800))
    seen.page.wait_for_function("notes.length === 1", timeout=5000)


def test_time_passes_while_no_page_is_open(visit: Begin) -> None:
    seen = visit(own=True)
    run(seen.hubspot.capture.time.elapse_steps(86_400))
    seen.open("<script>document.title = Date.now() - new Date(document.lastModified)</script>")
    assert int(seen.page.title()) > 80_000_000


def test_the_clock_of_a_test_finds_its_timers_run(visit: Begin) -> None:
    seen = visit(own=True)
    seen.page.clock.install()
    seen.open("")
    seen.page.evaluate(f"() => {{ {NOTES} setTimeout(note, 5000, 1) }}")
    run(seen.hubspot.capture.time.run_steps(10))
    assert seen.page.evaluate("notes") == [1]


@pytest.mark.only_browser("chromium")  # For how long timers are run is the harness's own choice.
def test_timers_that_take_too_long_are_told(visit: Begin) -> None:
    seen = visit()
    seen.open("")
    seen.page.evaluate("() => { const again = () => { for (let n = 0; n < 3e8; n++); setTimeout(again, 4) }; again() }")
    assert run(seen.hubspot.capture.time.run_steps(10)) is False


class Scripts:
    """A browser context without pages, which knows the scripts that its documents would run first."""

    def __init__(self) -> None:
        self.pages: list[object] = []
        self.texts: list[str] = []

    def add_init_script(self, script: str) -> SimpleNamespace:
        self.texts.append(script)
        return SimpleNamespace(dispose=lambda: self.texts.remove(script))


def test_documents_to_come_are_told_the_latest_time_alone() -> None:
    scripts = Scripts()
    clock = PageClock(scripts)  # type: ignore[arg-type]  # what is asked of a context here
    for ahead in (1000, 3000, 2000):
        run(clock.align_steps([{"ahead": ahead}]))

    assert (clock.ahead_ms, [text.rpartition(" ")[2] for text in scripts.texts]) == (3000, ["3000"])
