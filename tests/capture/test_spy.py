"""The spy inside of pages: it sees every call, and the page does not see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from harness.capture.entries import AskedHit, QueueCall, SilentCall
from harness.capture.timeline import Timeline

if TYPE_CHECKING:
    from tests.capture.conftest import Bench, Visit

Begin = Callable[..., "Visit"]
LOADER = '<script async defer id="hs-script-loader" src="https://js.hs-scripts.com/4242.js"></script>'


def test_a_queue_looks_untouched(visit: Begin) -> None:
    page = visit().page
    page.goto("https://www.acme.test/")
    told = page.evaluate("""() => {
        window._hsq = [["setPath", "/"]];
        const length = _hsq.push(["trackPageView"]);
        return {
            "push is Array's own": _hsq.push === Array.prototype.push,
            "push returns the length": length === 2,
            "an array": Array.isArray(_hsq),
            "an instance of Array": _hsq instanceof Array,
            "made by Array": _hsq.constructor === Array,
            "prints as it is": JSON.stringify(_hsq) === '[["setPath","/"],["trackPageView"]]',
            "has its keys": Object.keys(_hsq).join() === "0,1" && !("2" in _hsq),
            "can be walked": [..._hsq].concat(_hsq.slice(1)).map((call) => call[0]).length === 3,
            "can be copied": Array.from(_hsq).push === Array.prototype.push,
            "can be emptied": _hsq.splice(0).length === 2 && _hsq.length === 0,
            "no channel to tell lies": Object.keys(window).filter((name) => name.includes("hstrack")).length === 0,
            "a global": "_hsq" in window && window._hsq === _hsq,
            "no trace on other arrays": Object.keys(Array.prototype).length === 0 && [].push === Array.prototype.push,
        };
    }""")
    assert [claim for claim, holds in told.items() if not holds] == []


# One frame of one page for each way to make calls: a page of its own for each would take ten times as long.
WAYS: dict[str, tuple[str, list[tuple[str, ...]]]] = {
    "var _hsq": ("var _hsq = window._hsq || []; _hsq.push(['setPath', '/a'])", [("setPath", "'/a'")]),
    "window._hsq": ("window._hsq = window._hsq || []; _hsq.push(['setPath', '/a'])", [("setPath", "'/a'")]),
    "a local reference": (
        "var _hsq = window._hsq = window._hsq || []; const q = _hsq; q.push(['setPath', '/a'])",
        [("setPath", "'/a'")],
    ),
    "a literal with entries": (
        "window._hsq = [['setPath', '/a'], ['trackPageView']]",
        [("setPath", "'/a'"), ("trackPageView",)],
    ),
    "a replaced queue": (
        "window._hsq = [['setPath', '/a']]; window._hsq = [['setPath', '/b']]; _hsq.push(['trackPageView'])",
        [("setPath", "'/a'"), ("(new queue)",), ("setPath", "'/b'"), ("trackPageView",)],
    ),
    "the same queue again": ("window._hsq = []; window._hsq = window._hsq", []),
    "a frozen queue": ("window._hsq = Object.freeze([['setPath', '/a']])", [("setPath", "'/a'")]),
    "apply": (
        "window._hsq = []; _hsq.push.apply(_hsq, [['setPath', '/a'], ['trackPageView']])",
        [("setPath", "'/a'"), ("trackPageView",)],
    ),
    "several in one push": (
        "window._hsq = []; _hsq.push(['setPath', '/a'], ['trackPageView'])",
        [("setPath", "'/a'"), ("trackPageView",)],
    ),
    "without push": ("window._hsq = []; _hsq[_hsq.length] = ['setPath', '/a']", [("setPath", "'/a'")]),
    "what is no call": (
        "window._hsq = []; _hsq.push(function ready() {}, 'word', {a: 1}, [], [7])",
        [("(function)",), ("(entry)", "'word'"), ("(entry)", "{'a': 1}"), ("(entry)", "[]"), ("(entry)", "[7]")],
    ),
    "an entry that cannot be read": (
        "window._hsq = []; _hsq.push(new Proxy([], {get() { throw new Error('no') }}))",
        [("(entry)", "{'$type': 'unreadable'}")],
    ),
    "the banner's queue": ("window._hsp = []; _hsp.push(['showBanner'])", [("showBanner",)]),
    "a word for a queue": ("window._hsq = 'no queue'", []),
    "an object with push": ("window._hsq = {push: () => 1}; _hsq.push(['setPath', '/a'])", [("setPath", "'/a'")]),
    "a kind of array": (
        "class Queue extends Array {}; window._hsq = new Queue(); _hsq.push(['setPath', '/a'])",
        [("setPath", "'/a'")],
    ),
}

ARGUMENTS: dict[str, object] = {
    "undefined": {"$undefined": True},
    "[null, true, 1.5]": [None, True, 1.5],
    "NaN": {"$number": "NaN"},
    "10n": {"$type": "bigint"},
    "Symbol('a')": {"$type": "symbol"},
    "function f() { throw 1 }": {"$function": "f"},
    "document.createElement('p')": {"$type": "HTMLParagraphElement"},
    "new Map()": {"$type": "Map"},
    "new Date(NaN)": {"$date": "Invalid Date"},
    "Object.create(null)": {},
    "({get a() { throw 1 }})": {"$type": "unreadable"},
    "(() => { const a = []; a.push(a); return a })()": [[[[[[[{"$type": "object"}]]]]]]],
    "'a'.repeat(1e6)": "a" * 10_000 + "…",
    "Array(1e5).fill(0)": [0] * 200,
}


def test_every_call_is_seen_however_it_is_made(visit: Begin) -> None:
    seen = visit()
    frames = {f"way{number}": f"<script>{script}</script>" for number, (script, _) in enumerate(WAYS.values())}
    seen.open("".join(f"<iframe src='/{name}'></iframe>" for name in frames), **frames)
    told = [
        [(call.function, *map(repr, call.arguments)) for call in seen.timeline.calls if call.frame_url.endswith(name)]
        for name in (f"/{name}" for name in frames)
    ]
    assert dict(zip(WAYS, told, strict=True)) == {name: calls for name, (_, calls) in WAYS.items()}


@dataclass(frozen=True, slots=True)
class Scenes:
    """What was captured of the scenes."""

    timeline: Timeline

    def calls(self, name: str) -> list[QueueCall]:
        """The calls of a scene."""
        return [call for call in self.timeline.calls if call.frame_url.endswith(f"/{name}")]

    def asked(self, name: str) -> list[AskedHit]:
        """The images of a scene."""
        return [asked for asked in self.timeline.of(AskedHit) if asked.frame_url.endswith(f"/{name}")]


# Frames of one page as well. Its cookies are shared, so each is for the path of one frame.
SCENES = {
    "arguments": "window._hsq = [];" + "".join(f"_hsq.push(['identify', {argument}]);" for argument in ARGUMENTS),
    "branches": """let a = [0]; for (const _ of [1, 2, 3, 4, 5, 6]) a = Array(200).fill(a);
        window._hsq = []; _hsq.push(['identify', a])""",
    "moment": """document.cookie = "site=secret; path=/moment"; document.cookie = "hubspotutk=0a1b; path=/moment";
        document.cookie = "__hssc=1.2.3; path=/moment"; document.title = "Late"; image(1); document.title = "Later" """,
    "endless-title": "document.title = 'a'.repeat(2001); image(1)",
    "endless-cookie": "document.cookie = 'hs_dbg=' + 'a'.repeat(4000) + '; path=/endless-cookie'; image(1)",
    "throwing-jar": "Object.defineProperty(document, 'cookie', { get() { throw new Error('no') } }); image(1)",
    "form-for-title": """const form = Object.assign(document.createElement('form'), { name: 'title' });
        document.documentElement.append(form); image(1)""",
    "changed": """const ada = {}; window._hsq = [['identify', ada], ['setPath', '/'], ['identify', { id: 7 }]];
        image(1); ada.email = 'ada@acme.test'; image(2)""",
    "crowd": "window._hsq = Array.from(Array(51), () => ['identify', {}]); image(1)",
}


@pytest.fixture(scope="module")
def scenes(bench: Bench) -> Scenes:
    """One visit to all scenes."""
    seen = bench.begin()
    frames = "".join(f"<iframe src='/{name}'></iframe>" for name in SCENES)
    seen.open(frames, **{name: f"<script>{script}</script>" for name, script in SCENES.items()})
    return Scenes(seen.timeline)


def test_an_odd_argument_is_told_bounded_and_never_called(scenes: Scenes) -> None:
    told = [call.arguments for call in scenes.calls("arguments")]
    assert dict(zip(ARGUMENTS, told, strict=True)) == {name: (value,) for name, value in ARGUMENTS.items()}


def test_an_argument_that_branches_without_end_is_cut(scenes: Scenes) -> None:
    (call,) = scenes.calls("branches")
    assert repr(call.arguments).count("[") < 2000


def test_a_call_knows_its_line_and_whether_the_tracker_ran(visit: Begin) -> None:
    seen = visit()
    (seen.folder / "app.js").write_text(
        "window._hsq = window._hsq || [];\nfunction buy() {\n  _hsq.push(['setPath', '/a']);\n}\nbuy();\n"
    )
    seen.open(f'<script src="/app.js"></script>{LOADER}')
    seen.hubspot.settle()
    seen.page.evaluate("() => buy()")
    told = [
        (str(call.source), call.before_takeover, call.frame_url, call.page)
        for call in seen.timeline.calls
        if call.function == "setPath"
    ]
    here = "https://www.acme.test/"
    assert told == [("app.js:3 buy", True, here, 1), ("app.js:3 buy", False, here, 1)]


def test_the_tracker_takes_over_and_the_queue_works_on(visit: Begin) -> None:
    seen = visit()
    seen.open(f"<script>window._hsq = []; _hsq.push(['setPath', '/early'])</script>{LOADER}")
    seen.hubspot.settle()
    pushed = seen.page.evaluate("() => _hsq.push === Array.prototype.push")
    seen.page.evaluate("() => { _hsq.push(['setPath', '/late']); _hsq.push(['trackPageView']); }")
    seen.hubspot.settle()
    assert pushed is False
    assert [view.page.path for view in seen.timeline.page_views] == ["/early", "/late"]
    calls = [call for call in seen.timeline.calls if not call.by_tracking_code]
    assert [(call.function, call.before_takeover) for call in calls] == [
        ("setPath", True),
        ("setPath", False),
        ("trackPageView", False),
    ]


def test_calls_in_frames_are_seen(visit: Begin) -> None:
    seen = visit()
    inner = "<script>window._hsq = []; _hsq.push(['setPath', '/inner']); parent._hsq.push(['setPath', '/up'])</script>"
    seen.open("<script>window._hsq = []</script><iframe src='/frame'></iframe>", frame=inner)
    told = [(call.arguments, call.frame_url) for call in seen.timeline.calls]
    assert told == [(("/inner",), "https://www.acme.test/frame"), (("/up",), "https://www.acme.test/")]


# The parameter `n` of the request -> the address as a page writes it.


def test_an_image_is_told_with_title_and_hubspots_cookies_of_its_moment(scenes: Scenes) -> None:
    (asked,) = scenes.asked("moment")
    assert (asked.title, sorted(asked.cookies or ())) == ("Late", [("__hssc", "1.2.3"), ("hubspotutk", "0a1b")])


@pytest.mark.parametrize(
    ("scene", "title", "cookies"),
    [
        pytest.param("endless-title", None, (), id="a title without end"),
        pytest.param("endless-cookie", "endless-cookie", None, id="a cookie without end"),
        pytest.param("throwing-jar", "throwing-jar", None, id="a jar that throws"),
        pytest.param("form-for-title", None, (), id="a form in the title's place"),
    ],
)
def test_what_cannot_be_had_of_a_page_is_left_open(
    scenes: Scenes, scene: str, title: str | None, cookies: tuple[str, ...] | None
) -> None:
    (asked,) = scenes.asked(scene)
    assert (asked.title, asked.cookies if asked.cookies is None else tuple(asked.cookies)) == (title, cookies)


def test_an_image_tells_which_arguments_the_page_has_changed_since(scenes: Scenes) -> None:
    assert [asked.changed for asked in scenes.asked("changed")] == [(), (1,)]


def test_more_arguments_than_are_watched_are_left_open(scenes: Scenes) -> None:
    assert [asked.changed for asked in scenes.asked("crowd")] == [None]


def test_a_call_that_sends_nothing_after_the_takeover_is_told(visit: Begin) -> None:
    seen = visit()
    seen.open(f"<script>window._hsq = [['doNotTrack']]</script>{LOADER}")
    seen.hubspot.settle()
    seen.page.evaluate("() => { _hsq.push(['setPath', '/']); _hsq.push(['trackPageView']); }")
    silent = [(call.number, call.cookies) for call in seen.timeline.of(SilentCall)]
    numbers = [call.number for call in seen.timeline.calls if call.function == "trackPageView" and not call.ignored]
    assert [number for number, _ in silent] == numbers[-1:]
    assert ("__hs_do_not_track", "yes") in (silent[0][1] or ())


def test_calls_that_the_tracker_does_not_notice_are_told_so(visit: Begin) -> None:
    seen = visit()
    seen.open(f"<script>window._hsq = []; _hsq.push(['setPath', '/a'], ['setPath', '/b'])</script>{LOADER}")
    seen.hubspot.settle()
    seen.page.evaluate("""() => {
        _hsq.push(["setPath", "/c"], ["setPath", "/d"]);
        Array.prototype.push.call(_hsq, ["setPath", "/e"]);
    }""")
    told = [(call.arguments[0], call.ignored) for call in seen.timeline.calls if call.function == "setPath"]
    assert told == [("/a", False), ("/b", False), ("/c", False), ("/d", True), ("/e", True)]
