"""The calls: events, identity, forms and other counters, switches, listeners."""

from __future__ import annotations

import pytest

from tests.tracker.conftest import whatever_the_engine

pytestmark = pytest.mark.browser

STANDARD = {
    "k",
    "sd",
    "cd",
    "cs",
    "ln",
    "bfp",
    "v",
    "a",
    "pu",
    "t",
    "cts",
    "vi",
    "nc",
    "u",
    "b",
    "cc",
    "rv",
    "po",
    "rpo",
}


def own(hit, *also):
    """The pairs of a hit that are not standard ones."""
    return [(name, value) for name, value in hit.pairs if name not in STANDARD or name in also]


def test_a_custom_behavioral_event_carries_name_and_properties(running):
    running.push(
        "'trackCustomBehavioralEvent', {name: 'pe4242_course', k: 9, properties: {course_id: 'Math101', Price: 20.5}}"
    )
    event = running.hits[-1]
    assert (event.path, own(event)) == (
        "/__ptbe.gif",
        [("n", "pe4242_course"), ("_course_id", "Math101"), ("_Price", "20.5")],
    )


@whatever_the_engine
def test_event_properties_lose_zero_false_and_empty_values(running):
    lost = "a: null, b: undefined, c: '', d: '-', e: 0, f: false, g: []"
    kept = "h: true, i: '0', j: [1, 2], k: {x: 1}, l: () => 7, 'm n': 1, _o: 1"
    running.push(f"'trackCustomBehavioralEvent', {{properties: {{{lost}, {kept}}}}}")
    assert own(running.hits[-1]) == [
        *((f"_{name}", "") for name in "abcdefg"),
        ("_h", "true"),
        ("_i", "0"),
        ("_j", "1"),
        ("_j", "2"),
        ("_k", "[object Object]"),
        ("_l", "7"),
        ("_m n", "1"),
        ("__o", "1"),
    ]


@whatever_the_engine
@pytest.mark.parametrize(
    ("argument", "sent"),
    [
        pytest.param("", [], id="nothing is no hit"),
        pytest.param(", null", [], id="null is no hit"),
        pytest.param(", {}", [[]], id="an empty object is an empty hit"),
        pytest.param(", 'pe4242_x', {a: 1}", [[]], id="a text is an empty hit"),
        pytest.param(", {properties: 'ab'}", [[("_0", "a"), ("_1", "b")]], id="properties as text are taken apart"),
    ],
)
def test_an_event_that_is_called_wrongly(running, argument, sent):
    running.push(f"'trackCustomBehavioralEvent'{argument}")
    assert [own(hit) for hit in running.hits] == sent


@whatever_the_engine
@pytest.mark.parametrize(
    ("argument", "sent"),
    [
        pytest.param("{id: 'Bought', value: 20.5}", "id=Bought value=20.5 k=3 n=Bought m=20.5", id="with a value"),
        pytest.param("{id: 'Bought', value: 0}", "id=Bought value=0 k=3 n=Bought m=", id="a zero is lost in m"),
        pytest.param("'Bought', {x: 'y'}", "id=Bought x=y k=3 n=Bought m=", id="as text"),
        pytest.param("['Bought', 5]", "0=Bought 1=5 k=3 n= m=", id="as a list"),
        pytest.param("{}", "k=3 n= m=", id="without an id"),
        pytest.param("{id: '007', k: 9, a: 8, n: 'x'}", "id=007 k=3 a=4242 n=007 m=", id="standard names win"),
    ],
)
def test_a_legacy_event_is_sent_with_its_own_keys_first(running, argument, sent):
    running.push(f"'trackEvent', {argument}")
    named = {part.partition("=")[0] for part in sent.split()}
    assert " ".join(f"{name}={value}" for name, value in running.hits[-1].pairs if name in named) == sent


@whatever_the_engine
@pytest.mark.parametrize("call", ["'trackEvent', {id: 'x'}", "'trackConversion', 'x'", "'trackEvent', null"])
def test_legacy_events_are_without_effect_today(lab, call):
    shop = lab(generation="current")
    shop.open("/")
    shop.push(call)
    assert len(shop.hits) == 1


@whatever_the_engine
@pytest.mark.parametrize(
    ("call", "sent"),
    [
        pytest.param("'trackFormView', 'F1'", "k=15 fi=F1", id="form view"),
        pytest.param("'trackFormInstall', 'F1'", "k=16 fi=F1", id="form install"),
        pytest.param("'trackFormVisible', 'F1', {fvi: 'V2'}", "k=17 fi=F1 fvi=V2", id="form visible"),
        pytest.param("'trackFormInteraction', 'F1'", "k=18 fi=F1", id="form interaction"),
        pytest.param("'trackFormCompletion', 'F1'", "k=19 fi=F1", id="form completion"),
        pytest.param("'trackFeedbackView', {surveyType: 'NPS', surveyId: 5}", "k=26 st=NPS si=5", id="feedback view"),
        pytest.param("'trackCtaView', 'c', 'v'", 'k=12 aij=["c","v"] rfc=8', id="call to action"),
        pytest.param("'trackApproveCookieConsent'", "k=28", id="consent approved"),
        pytest.param("'trackDeclineCookieConsent'", "k=29", id="consent declined"),
        pytest.param("'trackRevokeCookieConsent'", "k=30", id="consent revoked"),
        pytest.param("'_loadImage', {k: 77}", "k=77", id="an internal name"),
    ],
)
def test_each_kind_of_hit_has_its_code(running, call, sent):
    running.push(call)
    assert " ".join(f"{name}={value}" for name, value in own(running.hits[-1], "k")) == sent


def test_identify_sends_nothing_but_goes_with_every_later_hit_of_its_page(lab):
    shop = lab()
    shop.open("/")
    shop.push("'identify', {email: 'ada@acme.test', color: 'red'}")
    assert len(shop.hits) == 1
    shop.push("'trackPageView'", "'identify', {id: 7, color: 'blue'}", "'trackCustomBehavioralEvent', {name: 'x'}")
    shop.open("/next")
    assert shop.sent("i") == [
        {},
        {"i": "email=ada%40acme.test&color=red"},
        {"i": "email=ada%40acme.test&color=blue&id=7"},
        {},
    ]


@whatever_the_engine
@pytest.mark.parametrize(
    ("argument", "sent"),
    [
        pytest.param("{Email: 'ADA+x y@Acme.Test'}", "Email=ADA%2Bx+y%40Acme.Test", id="nothing is changed"),
        pytest.param("{a: 0, b: false, c: null}", "a=0&b=false&c=null", id="zero and false are kept"),
        pytest.param("{a: [1, 2], b: {}}", "a=1&a=2&b=%5Bobject+Object%5D", id="lists repeat the key"),
        pytest.param("'an'", "0=a&1=n", id="a text is taken apart"),
        pytest.param("null", "", id="null leaves an empty identity"),
    ],
)
def test_identify_takes_values_as_they_are(running, argument, sent):
    running.push(f"'identify', {argument}", "'trackPageView'")
    assert running.sent("i") == [{"i": sent}]


@whatever_the_engine
def test_an_address_with_an_email_identifies_on_that_page(lab):
    shop = lab()
    shop.open("/?__hs_email=ada%40acme.test")
    assert shop.sent("i") == [{"i": "email=ada%40acme.test"}]


def test_values_are_form_encoded_and_the_identity_twice(running):
    running.push(
        """'identify', {email: 'a+b@x.y'}""", """'trackCustomBehavioralEvent', {properties: {v: "a b+(c)!*~/ä"}}"""
    )
    address = running.hits[-1].url
    assert "_v=a+b%2B(c)!*~%2F%C3%A4&" in address
    assert "&i=email%3Da%252Bb%2540x.y&" in address


def test_do_not_track_silences_this_and_later_pages_until_it_is_taken_back(lab):
    shop = lab()
    shop.open("/", before="var _hsq = window._hsq = []; _hsq.push(['doNotTrack']);")
    shop.open("/next")
    shop.push("'trackPageView'")
    assert (shop.hits, sorted(shop.cookies())) == (
        [],
        ["__hs_do_not_track", "__hssc", "__hssrc", "__hstc", "hubspotutk"],
    )
    shop.push("'doNotTrack', {track: true}", "'trackPageView'")
    assert (len(shop.hits), shop.cookies("__hs_do_not_track")) == (1, {})


@whatever_the_engine
def test_switched_off_tracking_writes_cookies_and_sends_nothing(lab):
    shop = lab()
    shop.open("/", before="var _hsq = window._hsq = []; _hsq.push(['setTrackingEnabled', false]);")
    assert (shop.hits, len(shop.cookies())) == ([], 4)


@whatever_the_engine
@pytest.mark.parametrize(("host", "hits"), [("www.acme.test", 1), ("www.stranger.test", 0)])
def test_a_limited_portal_sends_from_its_own_domains_only(lab, host, hits):
    shop = lab(limit_to_cookie_domains=True)
    shop.open(f"https://{host}/")
    assert (len(shop.hits), len(shop.cookies())) == (hits, 4)


@whatever_the_engine
def test_the_portal_decides_where_hits_go_and_to_whom(lab):
    shop = lab(hublet="eu1", portal_id=1234567)
    shop.open(
        "/", before="var _hsq = window._hsq = []; _hsq.push(['setPortalId', 9], ['setTrackingDomain', 'x.test']);"
    )
    (view,) = shop.hits
    assert (view.host, view.values["a"]) == ("track-eu1.hubspot.com", "1234567")


def test_listeners_are_told_at_once_and_again_after_a_reset(lab):
    shop = lab()
    shop.open(
        "/",
        before="""var _hsq = window._hsq = []; window.told = [];
            _hsq.push(['addIdentityListener', (...values) => told.push(values.map((value) => typeof value).join())]);
            _hsq.push(['addUserTokenListener', (...values) => told.push(values.length)]);""",
    )
    shop.push("'addPageIdListener', (id) => told.push(id)", "'setPageId', 'p1'", "'trackPageView'", "'resetVisitor'")
    once = ["string,string,number", 1]
    assert shop.ask("told") == [*once, "p1", *once]
