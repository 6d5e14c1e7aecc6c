"""From requests to their meaning."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.cookies import Hssc, Hstc
from harness.wire.decode import decode
from harness.wire.hits import (
    ApiEvent,
    BannerReport,
    Client,
    CollectedForm,
    Consent,
    ConsentCategories,
    ConsentHit,
    Content,
    CtaView,
    CustomEvent,
    ElementClick,
    FeedbackView,
    FeedView,
    FormCounter,
    FormField,
    FormHit,
    FormSetUp,
    FormSubmission,
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

REAL_HITS = Path(__file__).with_name("real_hits.txt").read_text(encoding="utf-8").splitlines()
PTQ = "https://track.hubspot.com/__ptq.gif"
PTBE = "https://track.hubspot.com/__ptbe.gif"
ALL = ConsentCategories(15)
UNIORG = "4f3c2b1a09f8e7d6c5b4a39281706f5e"
FANTASY = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
GERMAN = Client(screen="1920x1080", colour_depth="24-bit", charset="UTF-8", language="de-de")
UNIORG_PAGE = PageRef(
    url="https://www.uniorg.de/",
    title="UNIORG - Beratung, die sich auszahlt. Seit 1974.",
    canonical="https://www.uniorg.de/",
)
SECOND_SESSION = datetime(2026, 7, 13, 10, 11, 15, 79000, tzinfo=UTC)
UNIORG_VISITOR = Visitor(
    usertoken=UNIORG,
    hstc=Hstc(
        domain_hash=226818242,
        visitor=UNIORG,
        first=datetime(2026, 7, 10, 7, 52, 23, 308000, tzinfo=UTC),
        previous=datetime(2026, 7, 10, 7, 52, 23, 308000, tzinfo=UTC),
        current=SECOND_SESSION,
        sessions=2,
    ),
    fingerprint="9d8c7b6a5f4e3d2c1b0a99887766554f",
    is_new=False,
)
UNIORG_SESSION = Hssc(domain_hash=226818242, page_views=2, started=SECOND_SESSION)
FIRST_VISIT = datetime(2026, 5, 29, 1, 21, 40, 431000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "hit"),
    [
        pytest.param(
            REAL_HITS[0],
            PageView(
                portal_id=147292866,
                hublet="eu1",
                version="1.1",
                page=UNIORG_PAGE,
                client=GERMAN,
                visitor=UNIORG_VISITOR,
                session=UNIORG_SESSION,
                consent=Consent(categories=ALL),
                sent_at=datetime(2026, 7, 13, 10, 15, 51, 329000, tzinfo=UTC),
            ),
            id="page view of a returning visitor",
        ),
        pytest.param(
            REAL_HITS[2],
            CustomEvent(
                name="my_test_event2",
                properties=(("property_name", "property_value"),),
                portal_id=147292866,
                hublet="eu1",
                version="1.1",
                page=UNIORG_PAGE,
                client=GERMAN,
                visitor=UNIORG_VISITOR,
                session=UNIORG_SESSION,
                identity=Identity(pairs=(("email", "visitor@example.com"), ("firstname", "John"), ("lastname", "Doe"))),
                consent=Consent(categories=ALL),
                sent_at=datetime(2026, 7, 13, 10, 18, 17, 903000, tzinfo=UTC),
            ),
            id="event of an identified visitor",
        ),
        pytest.param(
            REAL_HITS[3],
            ElementClick(
                properties=(
                    ("hs_tag_name", "A"),
                    ("hs_element_id", ""),
                    ("hs_element_class", "elementor-button elementor-button-link"),
                    ("hs_element_text", "Kontakt"),
                    ("hs_link_href", "https://www.uniorg.de/kontakt/"),
                    ("hs_mouse_x_coordinate", "1261"),
                    ("hs_mouse_y_coordinate", "54"),
                    ("hs_is_navigation", "true"),
                ),
                portal_id=147292866,
                hublet="eu1",
                version="1.1",
                page=PageRef(url="https://www.uniorg.de/", title="UNIORG"),
                client=Client(screen="1920x1080"),
                visitor=Visitor(usertoken=UNIORG, is_new=False),
                torn_cookies=(("u", "226818242.4f3c2b1a"), ("b", "226818242.3")),
                consent=Consent(categories=ALL),
                sent_at=datetime(2026, 7, 13, 12, 2, 43, 735000, tzinfo=UTC),
            ),
            id="click with torn cookies",
        ),
        pytest.param(
            REAL_HITS[4],
            PageView(
                portal_id=50165660,
                version="1.1",
                page=PageRef(
                    url="https://fantasy.co/", title="Fantasy | Lead by Design", canonical="https://fantasy.co/"
                ),
                client=Client(screen="1920x1080", colour_depth="24-bit", charset="UTF-8", language="en-us"),
                visitor=Visitor(
                    usertoken=FANTASY,
                    hstc=Hstc(
                        domain_hash=34811838,
                        visitor=FANTASY,
                        first=FIRST_VISIT,
                        previous=FIRST_VISIT,
                        current=FIRST_VISIT,
                        sessions=1,
                    ),
                    is_new=True,
                ),
                session=Hssc(
                    domain_hash=34811838,
                    page_views=1,
                    started=datetime(2026, 5, 29, 1, 21, 40, 432000, tzinfo=UTC),
                ),
                consent=Consent(categories=ALL),
                sent_at=datetime(2026, 5, 29, 1, 21, 40, 437000, tzinfo=UTC),
            ),
            id="page view of a new visitor",
        ),
        pytest.param(
            REAL_HITS[5],
            FeedView(
                portal_id=149513,
                hublet="eu1",
                post="https://www.qt.io/blog/qt-6.10.3-released",
                blog="https://www.qt.io/blog",
                medium="rss",
            ),
            id="feed pixel",
        ),
        pytest.param(
            REAL_HITS[8],
            FeedView(
                portal_id=268973,
                post="http://ceph.com/releases/v0-61-4-released/",
                blog="http://ceph.com",
                medium="rss",
                platform="wordpress",
            ),
            id="feed pixel of 2013",
        ),
    ],
)
def test_a_real_hit_is_read_whole(url: str, hit: Hit) -> None:
    assert decode(url) == hit


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


def post(url: str, body: object) -> RawRequest:
    return RawRequest(method="POST", url=url, body=json.dumps(body).encode())


@pytest.mark.parametrize(
    ("request_", "hit"),
    [
        pytest.param(
            post(
                "https://forms.hscollectedforms.net/collected-forms/submit/form",
                {
                    "contactFields": {"email": "ada@acme.test", "firstName": "Ada"},
                    "formSelectorClasses": ".contact",
                    "formSelectorId": "#contact",
                    "formValues": {"Newsletter": "Checked"},
                    "labelToNameMap": {"E-mail": "email"},
                    "pageTitle": "Contact",
                    "pageUrl": "https://acme.test/contact",
                    "portalId": 4242,
                    "type": "SCRAPED",
                    "utk": UNIORG,
                    "uuid": "u1",
                    "version": "1.0",
                    "extra": [1],
                },
            ),
            CollectedForm(
                portal_id=4242,
                version="1.0",
                contact=(("email", "ada@acme.test"), ("firstName", "Ada")),
                values=(("Newsletter", "Checked"),),
                labels=(("E-mail", "email"),),
                form_selector="#contact",
                form_classes=".contact",
                source="SCRAPED",
                uuid="u1",
                page=PageRef(url="https://acme.test/contact", title="Contact"),
                visitor=Visitor(usertoken=UNIORG),
                unknown=(("extra", "[1]"),),
            ),
            id="collected form",
        ),
        pytest.param(
            post(
                "https://api-eu1.hsforms.com/submissions/v3/integration/submit/4242/f1",
                {
                    "submittedAt": 1783937751329,
                    "fields": [{"objectTypeId": "0-1", "name": "email", "value": "ada@acme.test"}],
                    "context": {
                        "hutk": UNIORG,
                        "pageUri": "https://acme.test/",
                        "pageName": "Home",
                        "ipAddress": "::1",
                    },
                    "legalConsentOptions": {"consent": True},
                },
            ),
            FormSubmission(
                portal_id=4242,
                hublet="eu1",
                form_id="f1",
                fields=(FormField(name="email", value="ada@acme.test", object_type="0-1"),),
                visitor=Visitor(usertoken=UNIORG),
                page=PageRef(url="https://acme.test/", title="Home"),
                sent_at=datetime(2026, 7, 13, 10, 15, 51, 329000, tzinfo=UTC),
                unknown=(("legalConsentOptions", '{"consent":true}'), ("context.ipAddress", "::1")),
            ),
            id="form submission",
        ),
        pytest.param(
            post("https://js.hs-banner.com/v2/activity/click", {"portalId": 4242, "action": "accept", "policy": 1}),
            BannerReport(portal_id=4242, activity="click", details={"action": "accept", "policy": "1"}),
            id="banner report",
        ),
    ],
)
def test_a_body_is_read(request_: RawRequest, hit: Hit) -> None:
    assert decode(request_) == hit


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
