"""The places in written sources: what is fetched for them, and what a failure says then."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from harness import Surroundings, expect
from harness.aio import Tap as AsyncTap
from harness.aio import expect as expect_async
from harness.audit.testing import navigation, page_view, push
from harness.capture import written_places
from harness.capture.entries import SourceLine
from harness.capture.hosts import HostTable
from harness.capture.steps import run
from harness.capture.timeline import Timeline
from harness.capture.written_places import WrittenPlaces
from tests.capture.bundling import bundle

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext

    from tests.capture.conftest import Visit

ROUTER = """\
// The routes of the application, and what is counted of them.
const routes = ["/", "/pricing"];

function address(name) {
  return "https://www.acme.test" + name;
}

export_(function onRouteChange(name) {
  const path = address(name);
  document.title = path;
  _hsq.push(["setPath", routes[0]]);
  _hsq.push(["trackPageView"]);
});
"""
START = """\
window._hsq = window._hsq || [];
let go;
function export_(listener) {
  go = listener;
}
"""
BUNDLE = bundle(
    {"../src/start.js": START, "../src/router.js": ROUTER},
    {"onRouteChange": "n", "routes": "r", "address": "a", "name": "t", "path": "e", "export_": "x", "listener": "i"},
)
SCRIPT, MAP = BUNDLE.script, BUNDLE.map_text
LINKED = f"{SCRIPT}\n//# sourceMappingURL=app.js.map"
JS = {"content-type": "text/javascript"}
URL = "https://www.acme.test/assets/app.js"
COLUMN = SCRIPT.rindex("push(") + 1
LINE = SourceLine(url=URL, line=1, column=COLUMN, function="n")
WRITTEN = SourceLine(url="src/router.js", line=12, column=8, function="onRouteChange")

# Stacks are each engine's own, which one test reads in both; when and by whom maps are fetched is not.
whatever_the_engine = pytest.mark.only_browser("chromium")


@dataclass
class Answer:
    """What a site answers to the context's own request."""

    text: str
    headers: dict[str, str]
    ok: bool = True

    def body(self) -> bytes:
        return self.text.encode()

    def dispose(self) -> None:
        """Nothing is kept."""


@dataclass
class Site:
    """A browser context as far as its requests go: answers by address, and what was asked for."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def request(self) -> Site:
        """The context's own client."""
        return self

    def get(self, url: str, *, timeout: float, max_redirects: int) -> Answer:
        assert (timeout > 0, max_redirects) == (True, 0)
        self.asked.append(url)
        if url not in self.answers:
            raise PlaywrightError("the context is closed")
        return self.answers[url]

    def serve(self, url: str, text: str, **headers: str) -> None:
        self.answers[url] = Answer(text, {**JS, **headers})

    def places(self, timeline: Timeline) -> dict[SourceLine, SourceLine]:
        """What is found for a timeline by a capture that begins now."""
        return run(self.begin().steps(timeline))

    def begin(self) -> WrittenPlaces:
        return WrittenPlaces(cast("BrowserContext", self), HostTable(allowed=("*.acme.test",)))


def called(*lines: SourceLine) -> Timeline:
    return Timeline(tuple(replace(push("trackPageView", at_s=0), stack=(line,)) for line in lines))


@pytest.fixture
def site() -> Site:
    """A site that serves a bundle, and the map beside it."""
    made = Site()
    made.serve(URL, LINKED)
    made.serve(f"{URL}.map", MAP)
    return made


def test_a_line_is_found_by_the_map_beside_its_script(site: Site) -> None:
    assert site.places(called(LINE)) == {LINE: WRITTEN}
    assert site.asked == [URL, f"{URL}.map"]


@pytest.mark.parametrize("header", ["sourcemap", "x-sourcemap"])
def test_a_header_may_name_the_map(site: Site, header: str) -> None:
    site.serve(URL, SCRIPT, **{header: "/maps/1"})
    site.serve("https://www.acme.test/maps/1", MAP)

    assert site.places(called(LINE)) == {LINE: WRITTEN}


def test_a_script_may_hold_its_map(site: Site) -> None:
    inline = base64.b64encode(MAP.encode()).decode()
    site.serve(URL, f"{SCRIPT}\n//# sourceMappingURL=data:application/json;base64,{inline}")

    assert site.places(called(LINE)) == {LINE: WRITTEN}
    assert site.asked == [URL]


def test_a_function_whose_name_no_map_tells_keeps_its_own_without_the_object(site: Site) -> None:
    line = replace(LINE, function="t.go")

    assert site.places(called(line)) == {line: replace(WRITTEN, function="go")}


def test_a_map_on_the_host_of_another_script_is_fetched(site: Site) -> None:
    cdn = SourceLine(url="https://cdn.acme.test/vendor.js", line=1, column=1)
    site.serve(URL, f"{SCRIPT}\n//# sourceMappingURL=//cdn.acme.test/app.js.map")
    site.serve("https://cdn.acme.test/app.js.map", MAP)
    site.serve(cdn.url, "go();")

    assert site.places(called(LINE, cdn)) == {LINE: WRITTEN}


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("https://elsewhere.acme.test/app.js.map", id="another host"),
        pytest.param("https://www.acme.test:8443/app.js.map", id="another port"),
        pytest.param("file:///etc/hosts", id="no web address"),
        pytest.param("http://[", id="no address"),
    ],
)
def test_a_map_anywhere_else_is_not_fetched(site: Site, link: str) -> None:
    site.serve(URL, f"{SCRIPT}\n//# sourceMappingURL={link}")

    assert site.places(called(LINE)) == {}
    assert site.asked == [URL]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(SCRIPT, JS), id="a script without a map"),
        pytest.param(Answer(LINKED.replace("app", "gone"), JS), id="gone"),
        pytest.param(Answer(LINKED, {"content-type": "text/html"}), id="a page"),
        pytest.param(Answer(LINKED, {}), id="no type"),
        pytest.param(Answer("no", JS, ok=False), id="an error"),
        pytest.param(Answer("", JS), id="nothing"),
    ],
)
def test_what_cannot_be_had_leaves_the_line_as_it_is(site: Site, answer: Answer) -> None:
    site.answers[URL] = answer

    assert site.places(called(LINE)) == {}


def test_what_is_too_large_is_not_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_places, "LARGEST", len(SCRIPT))

    assert site.places(called(LINE)) == {}


def test_when_time_is_up_nothing_more_is_asked_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_places, "BOUND_S", 0.0)

    assert (site.places(called(LINE)), site.asked) == ({}, [])


def test_only_so_many_scripts_are_asked_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written_places, "MOST_SCRIPTS", 1)
    second = replace(LINE, url="https://www.acme.test/assets/second.js")

    assert (site.places(called(second, LINE)), site.asked) == ({LINE: WRITTEN}, [URL, f"{URL}.map"])


def test_a_line_is_looked_up_once(site: Site) -> None:
    known = site.begin()

    assert [run(known.steps(called(LINE))), run(known.steps(called(LINE)))] == [{LINE: WRITTEN}, {}]
    assert site.asked == [URL, f"{URL}.map"]


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://js.hs-analytics.net/analytics/1/4242.js", id="the tracker's"),
        pytest.param("https://www.acme.test/", id="in a page"),
        pytest.param("https://www.acme.test/about", id="in a page that was left"),
        pytest.param("https://other.test/app.js", id="on a host that is refused"),
        pytest.param("webpack-internal:///./src/app.js", id="no web address"),
        pytest.param("https://[::1/app.js", id="no address"),
    ],
)
def test_other_lines_are_not_asked_for(site: Site, url: str) -> None:
    seen = called(replace(LINE, url=url))

    assert (site.places(Timeline((*seen, navigation("/about#team", at_s=0), page_view(at_s=0)))), site.asked) == (
        {},
        [],
    )


PAGE = '<script src="/assets/app.js"></script>'


def write_bundle(folder: Path) -> None:
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "assets" / "app.js").write_text(LINKED, encoding="utf-8")
    (folder / "assets" / "app.js.map").write_text(MAP, encoding="utf-8")


def lines_of(failure: str) -> list[str]:
    """The lines of a failure text that name the bundle or its sources, from the third word on."""
    return [line.split(maxsplit=1)[1] for line in failure.splitlines() if ".js:" in line]


TOLD = [
    'call      _hsq.push(["setPath", "/"])  (src/router.js:11 onRouteChange)',
    'call      _hsq.push(["trackPageView"])  (src/router.js:12 onRouteChange)',
]


def test_a_failure_names_the_written_source(visit: Callable[..., Visit]) -> None:
    seen = visit(own=True)
    write_bundle(seen.folder)
    seen.open(PAGE)
    seen.page.evaluate("() => go('/pricing')")

    with pytest.raises(AssertionError) as failure:
        expect(seen.hubspot.page_view("/pricing")).to_be_sent(timeout=1)

    assert lines_of(str(failure.value)) == TOLD
    assert [str(call.source) for call in seen.timeline.calls] == [
        "src/router.js:11 onRouteChange",
        "src/router.js:12 onRouteChange",
    ]


@whatever_the_engine
def test_a_test_that_passes_fetches_no_map(visit: Callable[..., Visit]) -> None:
    seen = visit(own=True)
    write_bundle(seen.folder)
    seen.open(PAGE)
    seen.page.evaluate("() => go('/pricing')")
    expect(seen.hubspot.call("trackPageView")).to_be_sent()

    assert [str(call.source) for call in seen.timeline.calls] == ["app.js:1 n", "app.js:1 n"]
    seen.hubspot.use_source_maps()
    assert [str(call.source) for call in seen.timeline.calls] == [
        "src/router.js:11 onRouteChange",
        "src/router.js:12 onRouteChange",
    ]


@whatever_the_engine
def test_when_the_context_is_closed_the_lines_stay_as_they_are(visit: Callable[..., Visit]) -> None:
    seen = visit(own=True)
    write_bundle(seen.folder)
    seen.open(PAGE)
    seen.page.evaluate("() => go('/pricing')")
    expect(seen.hubspot.call("trackPageView")).to_be_sent()
    seen.page.context.close()
    seen.hubspot.use_source_maps()

    assert [str(call.source) for call in seen.timeline.calls] == ["app.js:1 n", "app.js:1 n"]


@whatever_the_engine
def test_a_failure_that_is_awaited_names_the_written_source(
    visit: Callable[..., Visit], browser_name: str, browser_type_launch_args: dict[str, Any]
) -> None:
    seen = visit(own=True)
    write_bundle(seen.folder)
    seen.write(index=PAGE)

    async def walk() -> str:
        async with async_playwright() as playwright, AsyncTap(Surroundings(site=seen.folder)) as tap:
            browser = await getattr(playwright, browser_name).launch(**browser_type_launch_args)
            context = await browser.new_context(**tap.context_args())
            hubspot = await tap.attach(context)
            page = await context.new_page()
            await page.goto("https://www.acme.test/")
            await page.evaluate("() => go('/pricing')")
            with pytest.raises(AssertionError) as failure:
                await expect_async(hubspot.page_view("/pricing")).to_be_sent(timeout=1)
            await hubspot.use_source_maps()
            await browser.close()
            return str(failure.value)

    with ThreadPoolExecutor(1) as pool:  # In this thread Playwright's own loop is running.
        failure = pool.submit(asyncio.run, walk()).result()

    assert lines_of(failure) == TOLD
