"""From requests to their meaning."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.decode import decode
from harness.wire.hits import (
    ApiEvent,
    Consent,
    ConsentCategories,
    ConsentHit,
    Content,
    CtaView,
    CustomEvent,
    FeedbackView,
    FormCounter,
    FormHit,
    FormSetUp,
    Hit,
    Identity,
    LegacyEvent,
    Malformed,
    PageRef,
    PageView,
    RawRequest,
    ScriptError,
    UnknownHit,
    Visitor,
)

PTQ = "https://track.hubspot.com/__ptq.gif"
PTBE = "https://track.hubspot.com/__ptbe.gif"
UNIORG = "4f3c2b1a09f8e7d6c5b4a39281706f5e"
SECOND_SESSION = datetime(2026, 7, 13, 10, 11, 15, 79000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "hit"),
    [
        pytest.param(
            f"{PTQ}?id=Bought&value=0&x=y&k=3&n=Bought&m=&a=4242",
            LegacyEvent(
                portal_id=4242, id="Bought", value="", properties=(("id", "Bought"), ("value", "0"), ("x", "y"))
            ),
            id="legacy event",
        ),
        pytest.param(
            f"{PTQ}?k=12&aij=%5B%22cta%22%2C%22variant%22%5D&rfc=8&a=4242",
            CtaView(portal_id=4242, ids=("cta", "variant"), rfc="8"),
            id="CTA view",
        ),
        pytest.param(
            f"{PTQ}?k=19&fi=f1&fci=c1&fvi=v1&lfi=l1&ft=0&a=4242",
            FormHit(
                portal_id=4242,
                step="completion",
                form_id="f1",
                conversion_id="c1",
                variant_id="v1",
                lead_flow_id="l1",
                form_type="0",
            ),
            id="form completion",
        ),
        pytest.param(
            f"{PTQ}?k=26&st=NPS&si=s1&a=4242",
            FeedbackView(portal_id=4242, survey_type="NPS", survey_id="s1"),
            id="feedback",
        ),
        pytest.param(
            f"{PTQ}?k=30&a=4242&rv=1&ce=false&pt=1&cc=1",
            ConsentHit(
                decision="revoked",
                portal_id=4242,
                visitor=Visitor(was_reset=True),
                consent=Consent(given=False, policy=1, categories=ConsentCategories.NECESSARY),
            ),
            id="revoked consent",
        ),
        pytest.param(f"{PTQ}?k=77&a=4242", UnknownHit(path="/__ptq.gif", code="77", portal_id=4242), id="unknown code"),
        pytest.param(
            "https://track.hubspot.com/__new.gif?a=4242&x=1",
            UnknownHit(path="/__new.gif", portal_id=4242, unknown=(("x", "1"),)),
            id="unknown path",
        ),
        pytest.param(
            f"{PTQ}?k=1&a=4242&pi=777&ct=blog-post&cpi=1&lvc=en&tc=a-b-c&tc=d-e-f&mabci=m&ccu=https%3A%2F%2Facme.test%2F&po=%2Fa&rpo=%2Fb&r=x",
            PageView(
                portal_id=4242,
                content=Content(
                    page_id="777",
                    content_type="blog-post",
                    metadata=(("cpi", "1"), ("lvc", "en"), ("mabci", "m")),
                    targeted=("a-b-c", "d-e-f"),
                ),
                page=PageRef(canonical_set="https://acme.test/", path="/a", previous_path="/b", referrer="x"),
            ),
            id="content and paths",
        ),
        pytest.param(
            f"{PTBE}?n=pe4242_course&_arr=1&_arr=2&__x=&_my+key=a&a=4242&zz=1&i=",
            CustomEvent(
                portal_id=4242,
                name="pe4242_course",
                properties=(("arr", "1"), ("arr", "2"), ("_x", ""), ("my key", "a")),
                identity=Identity(),
                unknown=(("zz", "1"),),
            ),
            id="event with an array, empty identity",
        ),
        pytest.param(f"{PTBE}?a=4242", CustomEvent(portal_id=4242), id="event without a name"),
        pytest.param(
            "https://track.hubspot.com/__pto.gif?w=1783937751329&m=Error%3A+boom&j=1.1&n=Error&x=at+a&f=a.js&l=7",
            ScriptError(
                sent_at=datetime(2026, 7, 13, 10, 15, 51, 329000, tzinfo=UTC),
                message="Error: boom",
                build="1.1",
                error="Error",
                stack="at a",
                file="a.js",
                line="7",
            ),
            id="script error",
        ),
        pytest.param(
            "https://track.hubspot.com/v1/event?_a=4242&_n=000000001625&_m=20&email=ada%40acme.test&id=7",
            ApiEvent(
                portal_id=4242, name="000000001625", value="20", contact=(("email", "ada@acme.test"), ("id", "7"))
            ),
            id="API event",
        ),
        pytest.param(
            f"https://forms-eu1.hscollectedforms.net/collected-forms/v1/config/json?portalId=4242&utk={UNIORG}",
            FormSetUp(portal_id=4242, hublet="eu1", visitor=Visitor(usertoken=UNIORG)),
            id="form set-up",
        ),
        pytest.param(
            "https://forms.hsforms.com/embed/v3/counters.gif?key=form-render&count=1",
            FormCounter(counts=(("key", "form-render"), ("count", "1"))),
            id="form counter",
        ),
        pytest.param(
            f"{PTQ}?k=1&k=3&a=4242&a=1&t=A&t=B",
            PageView(portal_id=4242, page=PageRef(title="A"), unknown=(("k", "3"), ("a", "1"), ("t", "B"))),
            id="repeated keys",
        ),
        pytest.param(
            f"{PTQ}?k=1&a=4242&u=x&u=y",
            PageView(portal_id=4242, torn_cookies=(("u", "x"), ("u", "y"))),
            id="torn twice",
        ),
        pytest.param(f"{PTQ}?k=1&a=4242#&t=x", PageView(portal_id=4242), id="a fragment"),
        pytest.param(
            f"{PTQ}?k=1&a=4242&t=\ud800é",
            PageView(portal_id=4242, page=PageRef(title="?é")),
            id="half a surrogate pair",
        ),
    ],
)
def test_a_url_is_read(url: str, hit: Hit) -> None:
    assert decode(url) == hit


@pytest.mark.parametrize(
    ("url", "reasons"),
    [
        pytest.param(
            "https://acme.test/", ["'https://acme.test/' is the address of no tracking endpoint"], id="elsewhere"
        ),
        pytest.param(
            f"{PTQ}?a=4242", ["k (hit type) is missing: wanted the number that says what is counted"], id="no type"
        ),
        pytest.param(
            f"{PTQ}?k=1", ["a (portal id) is missing: every hit of this kind names its portal"], id="no portal"
        ),
        pytest.param(
            f"{PTQ}?k=1&a=x&cts=soon&nc=no&rv=0&ce=&pt=x&cc=all",
            [
                "a (portal id) is 'x': wanted a whole number",
                "cts (sent at) is 'soon': wanted milliseconds since 1970",
                "nc (new visitor) is 'no': wanted true or false",
                "rv (visitor was reset on this page) is '0': wanted 1",
                "ce (consent given) is '': wanted false, or nothing",
                "pt (policy of the banner) is 'x': wanted a whole number",
                "cc (consent categories) is 'all': wanted a sum of 1, 2, 4 and 8",
            ],
            id="every reason",
        ),
        pytest.param(
            f"{PTQ}?k=1&a=4242&cts={'9' * 2_000_000}",
            [f"cts (sent at) is '{'9' * 59}…': wanted milliseconds since 1970"],
            id="a long value",
        ),
        pytest.param(
            f"{PTQ}?k=12&a=4242&aij=x",
            ["aij (call to action and variant) is 'x': wanted a JSON array of texts"],
            id="no JSON",
        ),
        pytest.param(
            f"{PTQ}?{'k=1&' * 100_000}", ["more than 10000 pairs in the query; none was read"], id="too many pairs"
        ),
        pytest.param(
            "https://forms.hubspot.com/collected-forms/submit/form", ["body '': wanted a JSON object"], id="no body"
        ),
    ],
)
def test_what_cannot_be_read_is_malformed_with_reasons(url: str, reasons: list[str]) -> None:
    malformed = decode(url)

    assert isinstance(malformed, Malformed)
    assert malformed.reasons == tuple(reasons)


def test_a_malformed_request_keeps_its_pairs() -> None:
    request = RawRequest(url=f"{PTQ}?k=1&a=x", context="c1")

    assert decode(request) == Malformed(
        request=request, reasons=("a (portal id) is 'x': wanted a whole number",), raw=(("k", "1"), ("a", "x"))
    )


def test_a_hit_keeps_its_pairs_and_its_request() -> None:
    request = RawRequest(url=f"{PTQ}?k=1&a=4242&zz=1", context="c1")
    hit = decode(request)

    assert isinstance(hit, Hit)
    assert (hit.raw, hit.request) == ((("k", "1"), ("a", "4242"), ("zz", "1")), request)


def test_a_hit_of_two_megabytes_is_read() -> None:
    hit = decode(f"{PTQ}?k=1&a=4242&t={'%20' * 700_000}")

    assert isinstance(hit, PageView)
    assert hit.page.title == " " * 700_000


ENDPOINTS = st.sampled_from(
    [
        PTQ,
        PTBE,
        "https://track.hubspot.com/__ptc.gif",
        "https://track.hubspot.com/__pto.gif",
        "https://track.hubspot.com/v1/event",
        "https://track.hubspot.com/x",
        "https://forms.hubspot.com/collected-forms/v1/config/json",
        "https://forms.hubspot.com/collected-forms/submit/form",
        "https://api.hsforms.com/submissions/v3/integration/submit/4242/f1",
        "https://js.hs-banner.com/activity/view",
    ]
)
KEYS = st.sampled_from(["k", "a", "cts", "i", "u", "b", "cc", "ce", "tc", "cpi", "aij", "_x", "n", "m", "", "%", "%zz"])
VALUES = st.one_of(
    st.text(), st.sampled_from(["1", "3", "12", "15", "28", "4242", "[", "%5B%22%5Cud800%22%5D", "%ff", "1.a.1.1.1.1"])
)
QUERIES = st.lists(st.tuples(KEYS, VALUES)).map(lambda pairs: "&".join(f"{key}={value}" for key, value in pairs))


@given(
    st.one_of(st.text(), st.builds("{}?{}".format, ENDPOINTS, QUERIES | st.text())),
    st.binary() | st.text().map(str.encode),
)
def test_whatever_arrives_becomes_a_hit_or_malformed(url: str, body: bytes) -> None:
    assert isinstance(decode(RawRequest(url=url, body=body)), Hit | Malformed)


@given(st.text())
def test_whatever_a_text_is_it_becomes_malformed_or_a_hit(text: str) -> None:
    assert isinstance(decode(text), Malformed)
