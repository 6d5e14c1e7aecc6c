"""The queue: phases at takeover, what runs afterwards, what is ignored and what is reported."""

from __future__ import annotations

import pytest

from tests.tracker.conftest import whatever_the_engine

pytestmark = pytest.mark.browser

QUEUE = "var _hsq = window._hsq = window._hsq || [];"


@pytest.mark.parametrize(
    ("generation", "order"),
    [
        pytest.param(
            "2021", ["early", "view", "from-function", "late", "view"], id="2021 keeps the order of the queue"
        ),
        pytest.param("2023", ["view", "view", "early", "from-function", "late"], id="2023 sends views first"),
    ],
)
def test_calls_made_before_the_load_run_in_phases(lab, generation, order):
    shop = lab(generation=generation)
    shop.open(
        "/",
        before=f"""{QUEUE} _hsq.push(['trackEvent', 'early']); _hsq.push(['trackPageView']);
            _hsq.push(() => _hsq.push(['trackEvent', 'from-function'])); _hsq.push(['trackEvent', 'late']);
            _hsq.push(['setPath', '/set']); _hsq.push(['identify', {{email: 'ada@acme.test'}}]);""",
    )
    assert [hit.values.get("n", "view") for hit in shop.hits] == order
    assert shop.sent("po", "i") == [{"po": "/set", "i": "email=ada%40acme.test"}] * 5


@whatever_the_engine
def test_views_of_two_routes_queued_before_the_load_are_both_views_of_the_last(lab):
    shop = lab()
    calls = "['setPath', '/a'], ['trackPageView'], ['setPath', '/b'], ['trackPageView']"
    shop.open("/", before=f"{QUEUE} _hsq.push({calls});")
    assert shop.sent("po", "rpo") == [{"po": "/b", "rpo": "/a"}] * 3


@whatever_the_engine
def test_after_the_takeover_calls_run_at_once_in_their_own_order(lab):
    shop = lab()
    shop.open("/")
    shop.push("'trackPageView'", "'setPath', '/later'", "'identify', {id: '7'}", "'trackPageView'")
    assert shop.sent("po", "i") == [{}, {}, {"po": "/later", "i": "id=7"}]


def test_the_queue_stays_an_array_of_which_only_push_is_new(lab):
    shop = lab()
    shop.open("/", before=f"{QUEUE} window.before = _hsq; window.plain = _hsq.push === Array.prototype.push;")
    shop.run("window.result = _hsq.push(['trackPageView'], ['trackPageView']);")
    assert shop.ask(
        "[plain, _hsq === before, Array.isArray(_hsq), _hsq.length, Object.keys(_hsq), result === undefined]"
    ) == [True, True, True, 0, ["push"], True]
    assert len(shop.hits) == 2


@whatever_the_engine
def test_a_borrowed_push_only_stores_and_a_replaced_queue_is_dead(lab):
    shop = lab()
    shop.open("/")
    shop.run("Array.prototype.push.call(_hsq, ['trackPageView']); _hsq.push(['identify', {}]);")
    shop.run("window._hsq = []; _hsq.push(['trackPageView']);")
    assert len(shop.hits) == 1


@whatever_the_engine
def test_a_function_gets_tracker_and_library(lab):
    shop = lab()
    shop.open("/")
    shop.run(
        "_hsq.push(function (tracker) { window.got = [this === window, arguments.length]; tracker.trackPageView(); });"
    )
    assert (shop.ask("got"), len(shop.hits)) == ([True, 2], 2)


@whatever_the_engine
def test_what_is_no_call_is_ignored_before_and_after_the_load(lab):
    shop = lab()
    entries = "'trackPageView', null, undefined, 42, {}, [], ['noSuchCall'], ['TrackPageView'], [' trackPageView ']"
    shop.open("/", before=f"{QUEUE} _hsq.push({entries});")
    shop.run(f"[{entries}].forEach((entry) => _hsq.push(entry));")
    assert [hit.path for hit in shop.hits] == ["/__ptq.gif"]


def test_faults_are_reported_and_never_reach_the_page(lab):
    shop = lab()
    shop.open("/", before=f"{QUEUE} _hsq.push(() => {{ throw new Error('early') }}); _hsq.push(['trackEvent', null]);")
    shop.push("'portalId'")
    shop.run(
        "_hsq.push(() => { throw 'text' }); _hsq.push(['addIdentityListener', () => { throw new TypeError('told') }]);"
    )
    reports = [hit for hit in shop.hits if hit.path == "/__pto.gif"]
    assert [(hit.values["m"].split(":")[0], hit.values.get("n")) for hit in reports] == [
        ("Error", "Error"),
        ("TypeError", "TypeError"),
        ("TypeError", "TypeError"),
        ("text", None),
        ("TypeError", "TypeError"),
    ]
    assert [name for name, _ in reports[0].pairs] == ["w", "m", "j", "n", "x"]


@whatever_the_engine
def test_a_queue_that_is_no_array_loses_everything(lab):
    shop = lab()
    shop.open("/", before="window._hsq = { push(call) { (window.lost = window.lost || []).push(call[0]); } };")
    assert (shop.hits, shop.ask("Array.isArray(_hsq)"), "trackPageView" in shop.ask("lost")) == ([], True, True)


def test_nothing_is_sent_before_the_load_event(lab):
    shop = lab()
    shop.open("/", body='<script>addEventListener("load", () => { window.atLoad = window.asked.length; });</script>')
    assert (shop.ask("atLoad"), len(shop.hits)) == (0, 1)


def test_a_second_tracker_script_is_one_more_view(lab):
    shop = lab()
    shop.open("/")
    shop.run(
        "document.head.appendChild(document.createElement('script')).src = 'https://js.hs-analytics.net/analytics/1/4242.js';"
    )
    shop.wait_for("asked.length === 2")
    assert [pair["b"].split(".")[1] for pair in shop.sent("b")] == ["1", "1"]


@whatever_the_engine
def test_no_two_hits_have_the_same_address_though_the_clock_stands_still(lab):
    shop = lab()
    shop.open("/", before="const fixed = Date.now(); Date.now = () => fixed;")
    shop.push(*["'trackPageView'"] * 4)
    assert len({hit.url for hit in shop.hits}) == 5


def test_a_clock_of_another_year_changes_nothing_but_the_times(lab):
    shop = lab()
    shop.open("/", before="Date.now = () => 1580637600000;")
    shop.open("/next", before="Date.now = () => 1580637660000;")
    assert [(pair["cts"][:5], pair["b"].split(".")[1]) for pair in shop.sent("cts", "b")] == [
        ("15806", "1"),
        ("15806", "2"),
    ]
