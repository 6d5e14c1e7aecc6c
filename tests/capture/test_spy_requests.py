"""What the spy tells of requests, workers and changes of address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from harness.capture.entries import AskedHit, WorkerStart

if TYPE_CHECKING:
    from tests.capture.conftest import Visit

Begin = Callable[..., "Visit"]
WRITTEN = {
    "é | \"'": "PIXEL + 'é | \"\\''",
    "no scheme": "PIXEL.replace('https:', '') + 'no scheme'",
    "capitals": "PIXEL.replace('track', 'TRACK') + 'capitals#part'",
}


def test_every_change_of_address_is_told(visit: Begin) -> None:
    seen = visit()
    seen.open("<iframe src='/frame'></iframe>", frame="")
    seen.page.evaluate("""async () => {
        history.pushState({}, "", "/a");
        history.replaceState({}, "", "/b");
        const gone = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
        history.back();
        await gone;
        const hashed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
        location.hash = "c";
        await hashed;
    }""")
    with seen.page.expect_popup() as opened:
        seen.page.evaluate("() => { window.open('/frame'); }")
    opened.value.wait_for_load_state()
    seen.hubspot.settle()
    opened.value.close()
    told = [(each.kind, each.url, each.top) for each in seen.timeline.navigations]
    home = "https://www.acme.test/"
    assert told == [
        ("load", home, True),
        ("load", home + "frame", False),
        ("push", home + "a", True),
        ("replace", home + "b", True),
        ("pop", home, True),
        ("hash", home + "#c", True),
        ("load", home + "frame", True),
    ]


def test_equal_images_in_one_millisecond_are_one_request_and_two_hits(visit: Begin) -> None:
    seen = visit()
    seen.open("<script>image(1); image(1)</script>")
    seen.hubspot.settle()
    assert sorted(hit.merged for hit in seen.timeline.hits) == [False, True]
    assert len({hit.request.arrival for hit in seen.timeline.hits if hit.request}) == 1


def test_equal_images_are_known_by_the_address_that_the_browser_makes_of_theirs(visit: Begin) -> None:
    seen = visit()
    twice = "".join(f"for (const _ of [1, 2]) new Image().src = {address};" for address in WRITTEN.values())
    seen.open(f"<script>{twice}</script>")
    seen.hubspot.settle()
    told = sorted((dict(hit.raw)["n"], hit.merged) for hit in seen.timeline.hits)
    assert told == sorted((name, merged) for name in WRITTEN for merged in (False, True))


def test_an_image_that_the_pages_policy_blocks_is_no_hit(visit: Begin) -> None:
    seen = visit()
    policy = "<meta http-equiv=Content-Security-Policy content=\"img-src 'self'\">"
    seen.open(f"{policy}<script>image(1)</script>")
    doubts = seen.hubspot.settle().doubts
    assert (seen.numbers, len(seen.timeline.of(AskedHit))) == ([], 1)
    assert doubts == (
        "https://www.acme.test/ lets no image of the tracking host through, so order could not be fenced",
    )


def test_a_request_is_told_with_its_transport(visit: Begin) -> None:
    seen = visit()
    xhr = "const xhr = new XMLHttpRequest(); xhr.open('GET', PIXEL + 4); xhr.send()"
    seen.open(f"<script>image(1); keepalive(2); beacon(3); {xhr}</script>")
    seen.hubspot.settle()
    told = [(asked.url[-1], asked.transport) for asked in seen.timeline.of(AskedHit)]
    assert (told, seen.numbers) == ([("1", "image"), ("2", "fetch"), ("3", "beacon"), ("4", "fetch")], list("1234"))


def test_a_worker_is_told_and_works_as_ever(visit: Begin) -> None:
    seen = visit()
    script = (
        "const worker = new Worker('/echo.js'); const isOne = worker instanceof Worker; worker.postMessage('hello')"
    )
    (seen.folder / "echo.js").write_text("onmessage = ({ data }) => postMessage(data)", encoding="utf-8")
    seen.open(f"<script>{script}; const answer = new Promise((told) => {{ worker.onmessage = told }})</script>")
    answer = seen.page.evaluate("answer.then(({ data }) => [data, isOne, worker.terminate()])")
    (started,) = seen.timeline.of(WorkerStart)
    assert (answer, started.url, started.frame_url) == (
        ["hello", True, None],
        "https://www.acme.test/echo.js",
        "https://www.acme.test/",
    )
