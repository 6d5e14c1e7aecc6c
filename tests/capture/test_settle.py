"""Settling: nothing that a page has set going is missed, and no page makes it wait for ever."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import pytest

from harness import expect
from harness.capture import capture
from harness.capture.settle import settle_steps

if TYPE_CHECKING:
    from tests.capture.conftest import Origin, Visit

Begin = Callable[..., "Visit"]
Serve = Callable[..., "Origin"]
DELAYS = ["0", "1", "50", "400", "1500", "5000"]
LOADER = '<script async defer id="hs-script-loader" src="https://js.hs-scripts.com/4242.js"></script>'
HOME = "https://www.acme.test/"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What never comes is waited for 0.3 s only."""
    monkeypatch.setattr(capture, "settle_steps", partial(settle_steps, bound_s=0.3))


def test_no_armed_timer_is_missed_whatever_it_sends_with(visit: Begin) -> None:
    seen = visit()
    seen.open("")
    sent = f"for (const delay of {DELAYS}) for (const send of [image, beacon, keepalive])"
    seen.page.evaluate(f"() => {{ {sent} setTimeout(() => send(send.name + delay), delay) }}")
    assert seen.hubspot.settle().doubts == ()
    assert seen.numbers == sorted(f"{send}{delay}" for send in ("image", "beacon", "keepalive") for delay in DELAYS)


def test_a_timer_beyond_the_bound_is_not_run(visit: Begin) -> None:
    seen = visit()
    seen.open("<script>setTimeout(() => image(1), 11000)</script>")
    seen.hubspot.settle()
    before = seen.numbers
    seen.hubspot.settle(timers_s=12)
    assert (before, seen.numbers) == ([], ["1"])


def test_timers_that_arm_timers_are_run(visit: Begin) -> None:
    seen = visit()
    chain = "const step = (n) => setTimeout(() => { image(n); if (n < 4) step(n + 1) }, 500); step(1)"
    seen.open(f"<script>{chain}</script>")
    seen.hubspot.settle()
    assert seen.numbers == ["1", "2", "3", "4"]


@pytest.mark.parametrize("pause_s", [0.0, 0.3], ids=["at once", "with its body behind"])
def test_what_follows_from_a_servers_answer_is_awaited(visit: Begin, serve: Serve, pause_s: float) -> None:
    def answer(connection: socket.socket, origin: Origin) -> None:
        connection.recv(2**16)
        head = b"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n"
        connection.sendall(head + b"Connection: close\r\n\r\n")
        Event().wait(pause_s)
        connection.sendall(b"ok")

    seen = visit()
    seen.open("", address="http://www.acme.test/")
    follow = "then((answer) => answer.text()).then((text) => setTimeout(() => image(text), 400))"
    seen.page.evaluate(f"() => {{ fetch('http://127.0.0.1:{serve(answer).port}/').{follow} }}")
    assert seen.hubspot.settle().doubts == ()
    assert seen.numbers == ["ok"]


def test_the_tracker_is_awaited(visit: Begin) -> None:
    seen = visit()
    seen.open(f"<script>window._hsq = []</script>{LOADER}", wait_until="commit")
    assert seen.hubspot.settle().doubts == ()
    assert [view.page.tracked_path for view in seen.timeline.page_views] == ["/"]


def test_a_client_that_asks_again_and_again_for_the_tracker_does_not_give_up(visit: Begin) -> None:
    seen = visit()
    seen.open("")
    seen.page.evaluate("""() => {
        window._hsq = [];
        const ask = (tries) => {
            window.said = _hsq.push !== [].push ? "taken over" : tries ? "asks" : "given up";
            if (window.said === "asks") setTimeout(ask, 10, tries - 1);
        };
        const loader = Object.assign(document.createElement("script"), { src: "https://js.hs-scripts.com/4242.js" });
        setTimeout(() => document.head.append(loader), 0);
        ask(900);
    }""")
    assert seen.hubspot.settle().doubts == ()
    assert seen.page.evaluate("said") == "taken over"


def test_tracking_code_that_comes_into_the_page_at_the_last_moment_is_awaited(visit: Begin) -> None:
    seen = visit()
    seen.open("""<script>
        const create = document.createElement.bind(document);
        const load = () => {
            if (window.loader) return;
            window.loader = Object.assign(create("script"), { src: "https://js.hs-scripts.com/4242.js" });
            document.head.append(loader);
        };
        document.createElement = (name) => {
            const element = create(name);
            if (name === "img") element.addEventListener("load", load);
            return element;
        };
    </script>""")
    assert seen.hubspot.settle().doubts == ()
    assert [view.page.tracked_path for view in seen.timeline.page_views] == ["/"]


def test_a_script_that_comes_into_the_page_after_its_load_is_awaited(visit: Begin) -> None:
    seen = visit()
    (seen.folder / "late.js").write_text("image(1)", encoding="utf-8")
    seen.open("")
    seen.page.evaluate("document.head.append(Object.assign(document.createElement('script'), { src: '/late.js' }))")
    assert (seen.hubspot.settle().doubts, seen.numbers) == ((), ["1"])


def begin_worker(seen: Visit) -> None:
    """A worker that is slow to send what it is told."""
    work = "const end = Date.now() + 60; while (Date.now() < end);"
    pixel = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&v=1.1&cts=1772366400000&n="
    send = f"fetch('{pixel}' + data, {{ mode: 'no-cors' }});"
    (seen.folder / "worker.js").write_text(f"onmessage = ({{ data }}) => {{ {work} {send} }}", encoding="utf-8")
    seen.open("<script>const worker = new Worker('/worker.js'); worker.postMessage(1); worker.postMessage(2)</script>")


@pytest.mark.only_browser("chromium")
def test_what_a_worker_was_told_to_send_is_awaited(visit: Begin) -> None:
    seen = visit()
    begin_worker(seen)
    assert (seen.hubspot.settle().doubts, seen.numbers) == ((), ["1", "2"])
    seen.page.evaluate("worker.postMessage(3)")
    assert (seen.hubspot.settle().doubts, seen.numbers) == ((), ["1", "2", "3"])


@pytest.mark.only_browser("firefox")
def test_a_worker_that_cannot_be_asked_is_told(visit: Begin) -> None:
    seen = visit()
    begin_worker(seen)
    expect(seen.hubspot.hit()).to_be_sent()
    told = "the worker https://www.acme.test/worker.js may have more to send, and did not answer"
    assert seen.hubspot.settle().doubts == (told,)


@pytest.mark.parametrize("kind", ["text/plain", "text/partytown"])
def test_tracking_code_that_is_not_run_here_is_not_awaited(visit: Begin, kind: str) -> None:
    seen = visit()
    seen.open(LOADER.replace("<script", f'<script type="{kind}"'))
    assert (seen.hubspot.settle().doubts, seen.numbers) == ((), [])


def test_a_page_without_tracking_is_settled(visit: Begin) -> None:
    seen = visit()
    seen.open("<p>Nothing here</p>")
    assert (seen.hubspot.settle().doubts, seen.timeline.hits) == ((), ())


def test_a_context_without_pages_is_settled(visit: Begin) -> None:
    seen = visit(own=True)
    seen.open("<script>image(1)</script>")
    seen.page.close()
    assert (seen.hubspot.settle().doubts, seen.numbers) == ((), ["1"])


def test_a_page_that_never_ends_is_bounded_and_told(visit: Begin, serve: Serve, impatient: None) -> None:
    def never(connection: socket.socket, origin: Origin) -> None:
        while connection.recv(2**16):
            pass

    seen = visit(own=True)
    body = f"<script>setTimeout(() => image(1), 400)</script><img src='http://127.0.0.1:{serve(never).port}/'>"
    seen.open(body, address="http://www.acme.test/", wait_until="commit")
    doubts = seen.hubspot.settle().doubts
    assert seen.numbers == ["1"]
    assert "http://www.acme.test/ had not finished loading after 0.3 s" in doubts
    assert "the answer of 127.0.0.1 was still to come" in doubts


@pytest.mark.only_browser("chromium")  # What is given up is the wait for an answer, whoever owes it.
def test_a_script_that_never_ends_is_bounded_and_told(visit: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "settle_steps", partial(settle_steps, answer_s=1.0))
    seen = visit(own=True)
    seen.open("<script>image(1)</script>")
    seen.page.evaluate("() => { setTimeout(() => { for (;;); }) }")
    assert seen.hubspot.settle().doubts == (
        f"{HOME} did not answer within 1 s, because a script keeps it busy; look for a loop that does not end",
    )
    assert seen.numbers == ["1"]


def test_a_tracker_that_never_takes_over_is_told_each_time(visit: Begin, impatient: None) -> None:
    seen = visit()
    seen.open(f"<script>window._hsq = []</script>{LOADER.replace('4242.js', 'none.js')}")
    told = (f"the tracking code of {HOME} had not taken over after 0.3 s",)
    assert [seen.hubspot.settle().doubts for _ in range(2)] == [told, told]


def test_without_the_clock_the_doubt_is_told(visit: Begin) -> None:
    seen = visit(clock=False)
    seen.open("<script>image(1)</script>")
    assert seen.hubspot.settle().doubts == ("timers were not run, because the virtual clock is off",)
    assert seen.numbers == ["1"]


@pytest.mark.only_browser("chromium")
def test_a_crashed_tab_is_settled_and_keeps_its_hits(visit: Begin) -> None:
    seen = visit(own=True)
    seen.open("<script>image(1)</script>")
    seen.hubspot.settle()
    with seen.page.expect_event("crash"), pytest.raises(Exception, match="crash"):
        seen.page.goto("chrome://crash")
    seen.hubspot.settle()
    assert seen.numbers == ["1"]


def test_an_expectation_ends_when_the_hit_arrives(visit: Begin) -> None:
    seen = visit(clock=False)
    seen.open("<button onclick='setTimeout(() => image(1), 300)'>Buy</button>")
    seen.page.click("button")
    expect(seen.hubspot.hit()).to_be_sent(timeout=20_000)
    assert seen.numbers == ["1"]


def test_a_route_of_the_tests_own_works_while_an_expectation_waits(visit: Begin) -> None:
    seen = visit(clock=False)
    seen.page.route("**/api", lambda route: route.fulfill(body="7"))
    ask = "fetch('/api').then((answer) => answer.text()).then(image)"
    seen.open(f'<button onclick="setTimeout(() => {ask}, 300)">Buy</button>')
    seen.page.click("button")
    expect(seen.hubspot.hit()).to_be_sent(timeout=20_000)
    assert seen.numbers == ["7"]


def test_an_expectation_about_a_closed_context_ends(visit: Begin) -> None:
    seen = visit(own=True)
    seen.open("<script>image(1)</script>")
    seen.hubspot.settle()
    seen.page.context.close()
    expect(seen.hubspot.page_view()).to_be_sent(times=1)
    with pytest.raises(AssertionError, match="event"):
        expect(seen.hubspot.event("pe4242_course")).to_be_sent(timeout=600_000)
