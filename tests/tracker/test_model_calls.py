"""The model of the calls: what each one adds to the hits."""

from __future__ import annotations

import pytest

from harness.tracker.model import UNDEFINED, Client, Listener, Load, Push, PushState, Retitle

STANDARD = frozenset(["path", "sd", "cd", "cs", "ln", "bfp", "v", "a", "pu", "t", "cts", "vi", "nc", "u", "b", "cc"])


def own(foretold, *call, **settings):
    """Endpoint and own parameters of what a call sends after the first view; nothing if it sends nothing."""
    hits = foretold(Push((call,)), **settings).hits[1:]
    return [(hit["path"], {name: hit[name] for name in hit if name not in STANDARD}) for hit in hits]


def test_the_first_view_says_this_in_this_order(foretold):
    assert list(foretold().hits[0].items()) == [
        *(("path", "/__ptq.gif"), ("k", "1"), ("sd", "1280x720"), ("cd", "24-bit"), ("cs", "UTF-8")),
        *(("ln", "en-us"), ("bfp", "1416815012"), ("v", "1.1"), ("a", "4242"), ("pu", "https://www.acme.test/")),
        *(("t", "Shop"), ("cts", "T0"), ("vi", "V1"), ("nc", "true"), ("u", "9333610.V1.T0.T0.T0.1")),
        *(("b", "9333610.1.T0"), ("cc", "15")),
    ]


@pytest.mark.parametrize(
    ("call", "path", "sent"),
    [
        pytest.param(("trackPageView",), "/__ptq.gif", {"k": "1"}, id="view"),
        pytest.param(
            ("trackCustomBehavioralEvent", {"name": "pe4242_x", "properties": {"a": 0, "b": (1, 2), "c": True}}),
            "/__ptbe.gif",
            {"n": "pe4242_x", "_a": "", "_b": "2", "_c": "true"},
            id="event",
        ),
        pytest.param(("trackCustomBehavioralEvent", "x", {"a": 1}), "/__ptbe.gif", {}, id="event as text"),
        pytest.param(("trackClickEvent", {"properties": {"a": 1}}), "/__ptc.gif", {"_a": "1"}, id="click"),
        pytest.param(
            ("trackEvent", {"id": "Bought", "value": 20.5, "x": 0}),
            "/__ptq.gif",
            {"id": "Bought", "value": "20.5", "x": "0", "k": "3", "n": "Bought", "m": "20.5"},
            id="legacy event",
        ),
        pytest.param(
            ("trackEvent", "Bought", {"value": 0}),
            "/__ptq.gif",
            {"id": "Bought", "value": "0", "k": "3", "n": "Bought", "m": ""},
            id="legacy event as text",
        ),
        pytest.param(
            ("trackConversion", ("Bought", 5)),
            "/__ptq.gif",
            {"0": "Bought", "1": "5", "k": "3", "n": "", "m": ""},
            id="legacy event as list",
        ),
        pytest.param(("trackEvent",), "/__pto.gif", {}, id="legacy event of nothing"),
        pytest.param(("trackCtaView", "c", "v"), "/__ptq.gif", {"k": "12", "aij": '["c","v"]', "rfc": "8"}, id="CTA"),
        pytest.param(
            ("trackFormVisible", "F", {"fvi": 2}), "/__ptq.gif", {"k": "17", "fi": "F", "fvi": "2"}, id="form"
        ),
        pytest.param(
            ("trackFeedbackView", {"surveyType": "NPS", "surveyId": 7}),
            "/__ptq.gif",
            {"k": "26", "st": "NPS", "si": "7"},
            id="feedback",
        ),
        pytest.param(("trackFeedbackView", None), "/__pto.gif", {}, id="feedback on nothing"),
        pytest.param(("trackDeclineCookieConsent",), "/__ptq.gif", {"k": "29"}, id="refusal"),
        pytest.param(("_loadImage", {"k": 77}), "/__ptq.gif", {"k": "77"}, id="anything"),
        pytest.param(("portalId",), "/__pto.gif", {}, id="a name that is no function"),
    ],
)
def test_a_call_sends_its_own_parameters(foretold, call, path, sent):
    assert own(foretold, *call) == [(path, sent)]


@pytest.mark.parametrize(
    ("generation", "call"),
    [
        pytest.param("2023", ("trackCustomBehavioralEvent", None), id="event of nothing"),
        pytest.param("2023", ("trackClickEvent",), id="click of nothing"),
        pytest.param("2021", ("trackClickEvent", {"properties": {}}), id="click before there were clicks"),
        pytest.param("current", ("trackEvent", {"id": "Bought"}), id="legacy event of today"),
        pytest.param("2023", ("identify", {"email": "ada@acme.test"}), id="identity"),
        pytest.param("2023", ("noSuchCall",), id="unknown name"),
        pytest.param("2023", ("setHubSpotConsent", {}), id="a name of tomorrow"),
    ],
)
def test_these_calls_send_nothing(foretold, generation, call):
    assert own(foretold, *call, generation=generation) == []


@pytest.mark.parametrize(
    ("calls", "identity"),
    [
        pytest.param([{"email": "a+b c@acme.test"}], "email=a%2Bb+c%40acme.test", id="encoded twice"),
        pytest.param([{"Email": 1, "id": 2}, {"Email": None}], "Email=null&id=2", id="merged"),
        pytest.param([{"id": 1}, "ab"], "0=a&1=b&id=1", id="text"),
        pytest.param([UNDEFINED], "", id="nothing"),
    ],
)
def test_an_identity_goes_out_with_the_next_hit(foretold, calls, identity):
    pushes = (Push((("identify", value),)) for value in calls)
    assert foretold(*pushes, Push((("trackPageView",),))).sent("i") == [{}, {"i": identity}]


def test_paths_titles_and_addresses_are_those_of_the_moment(foretold):
    said = foretold(
        Load(url="https://www.acme.test/", canonical="/c", referrer="https://search.test/"),
        *(Push((("setPath", ""),)), PushState("/next?x=1"), Retitle(""), Push((("trackPageView",),))),
        *(Push((("setPath", "/b"),)), Push((("setCanonicalUrl", "x"),)), Retitle("B"), Push((("trackPageView",),))),
    )
    assert said.sent("ccu", "po", "rpo", "rcu", "r", "pu", "t") == [
        {"rcu": "https://www.acme.test/c", "r": "https://search.test/", "pu": "https://www.acme.test/", "t": "Shop"},
        {
            "po": "/",
            "rcu": "https://www.acme.test/c",
            "r": "https://search.test/",
            "pu": "https://www.acme.test/next?x=1",
        },
        {
            "ccu": "x",
            "po": "/b",
            "rpo": "/",
            "r": "https://search.test/",
            "pu": "https://www.acme.test/next?x=1",
            "t": "B",
        },
    ]


def test_content_is_described_by_setters(foretold):
    bandit = {"correlationId": "c", "experimentId": "e"}
    calls = (
        *(("setContentMetadata", {"contentPageId": 1, "mabData": bandit}), ("setPageId", 7)),
        *(("setContentType", "blog-post"), ("setTargetedContentMetadata", (("a", 1),) * 7), ("setPortalId", 9)),
        *(("setTrackingDomain", "track-eu1.hubspot.com"), ("trackPageView",)),
    )
    said = foretold(*(Push((call,)) for call in calls))
    assert own_content(said.hits[1]) == {
        "a": "9",
        "pi": "7",
        "ct": "blog-post",
        "cpi": "1",
        "mabci": "c",
        "mabei": "e",
        "tc": "a-1",
    }
    (hit,) = said.outcomes[-1].hits
    assert (hit.host, [value for name, value in hit.pairs if name == "tc"]) == ("track-eu1.hubspot.com", ["a-1"] * 5)
    assert hit.url.startswith("https://track-eu1.hubspot.com/__ptq.gif?k=1&sd=1280x720&")


def own_content(hit):
    """What the hit says of the content."""
    return {name: hit[name] for name in ("a", "pi", "ct", "cpi", "lvc", "mabci", "mabei", "tc") if name in hit}


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(("setTrackingEnabled", False), id="switched off"),
        pytest.param(("doNotTrack",), id="do not track"),
    ],
)
def test_a_tracker_can_be_silenced(foretold, call):
    assert len(foretold(Push((call,)), Push((("trackPageView",),))).hits) == 1


def test_do_not_track_can_be_taken_back(foretold):
    calls = (("doNotTrack",), ("trackPageView",), ("doNotTrack", {"track": True}), ("trackPageView",))
    assert len(foretold(*(Push((call,)) for call in calls)).hits) == 2


@pytest.mark.parametrize(("host", "views"), [("www.acme.test", 1), ("stranger.test", 0)])
def test_a_portal_may_be_limited_to_its_domains(foretold, host, views):
    assert len(foretold(Load(url=f"https://{host}/"), limit_to_cookie_domains=True).hits) == views


def test_listeners_are_told_what_is_known_and_what_changes(foretold):
    calls = (
        *(("addPageIdListener", Listener("page")), ("setPageId", 7), ("addUserTokenListener", Listener("token"))),
        *(("addIdentityListener", Listener("link", throws=True)), ("resetVisitorIdentity",)),
        ("addContentTypeListener", "no function"),
        ("setContentType", "blog-post"),
    )
    said = foretold(*(Push((call,)) for call in calls))
    assert said.told == [
        ("page", 7),
        ("token", "V1"),
        ("link", "9333610.V1.T0.T0.T0.1", "9333610.1.T0", 1416815012),
        ("link", "9333610.V2.T0.T0.T0.1", "9333610.1.T0", 1416815012),
        ("token", "V2"),
    ]
    assert [hit["path"] for hit in said.hits] == ["/__ptq.gif", *["/__pto.gif"] * 3]


def test_the_fingerprint_is_text_today_and_needs_consent(foretold):
    client = Client(fingerprint="f" * 32)
    refused = foretold(Push((("revokeCookieConsent",),)), client=client, generation="current")
    assert refused.sent("bfp") == [{"bfp": "f" * 32}, {}]
    listener = Push((("addIdentityListener", Listener("link")),))
    assert foretold(listener, client=client, generation="current").told[0][3] == "f" * 32
