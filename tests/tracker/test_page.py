"""What a hit says of its page: path, address, title, canonical address, referrer, content."""

from __future__ import annotations

import pytest

from tests.tracker.conftest import whatever_the_engine

pytestmark = pytest.mark.browser

CANONICAL = '<link rel="canonical" href="/canonical?y=1"><link rel="canonical" href="/second">'


def test_the_first_view_sends_itself_with_these_parameters_in_this_order(lab):
    shop = lab()
    shop.open("/pricing")
    (view,) = shop.hits
    assert " ".join(name for name, _ in view.pairs) == "k sd cd cs ln bfp v a pu t cts vi nc u b cc"
    assert {name: view.values[name] for name in ("k", "sd", "cs", "ln", "v", "a", "pu", "t", "nc", "cc")} == {
        "k": "1",
        "sd": "1280x720",
        "cs": "UTF-8",
        "ln": "en-us",
        "v": "1.1",
        "a": "4242",
        "pu": "https://www.acme.test/pricing",
        "t": "Shop",
        "nc": "true",
        "cc": "15",
    }


@whatever_the_engine
def test_each_view_carries_the_path_of_the_last_set_path_and_the_one_before(lab):
    shop = lab()
    shop.open("/real", before="var _hsq = window._hsq = []; _hsq.push(['setPath', '/home']);")
    shop.push("'setPath', '/about'", "'trackPageView'")
    shop.push("'trackPageView'")
    shop.push("'setPath', null", "'trackPageView'")
    shop.push("'setPath', '/skipped'", "'setPath', '/docs'", "'trackPageView'")
    assert shop.sent("po", "rpo") == [
        {"po": "/home"},
        {"po": "/about", "rpo": "/home"},
        {"po": "/about", "rpo": "/home"},
        {"rpo": "/about"},
        {"po": "/docs", "rpo": "/skipped"},
    ]


@whatever_the_engine
@pytest.mark.parametrize(
    ("given", "sent"),
    [
        pytest.param("''", {"po": "/"}, id="empty is the root"),
        pytest.param("'home'", {"po": "home"}, id="no slash is added"),
        pytest.param("'/#/about?x=1'", {"po": "/#/about?x=1"}, id="a hash route"),
        pytest.param("{a: 1}", {"po": "[object Object]"}, id="an object goes as text"),
    ],
)
def test_a_path_is_sent_as_it_was_set(running, given, sent):
    running.push(f"'setPath', {given}", "'trackPageView'")
    assert running.sent("po") == [sent]


def test_address_and_title_are_those_of_the_moment_but_the_path_stays(lab):
    shop = lab()
    shop.open("/", before="history.replaceState({}, '', '/replaced');")
    shop.push("'setPath', '/one'")
    shop.run("history.pushState({}, '', '/two?x=1#h'); document.title = 'A & B + 50%';")
    shop.push("'trackPageView'")
    shop.run("document.title = '';")
    shop.push("'trackPageView'")
    assert shop.sent("pu", "t", "po") == [
        {"pu": "https://www.acme.test/replaced", "t": "Shop"},
        {"pu": "https://www.acme.test/two?x=1#h", "t": "A & B + 50%", "po": "/one"},
        {"pu": "https://www.acme.test/two?x=1#h", "po": "/one"},
    ]


@whatever_the_engine
def test_a_route_change_alone_sends_nothing(lab):
    shop = lab()
    shop.open("/")
    shop.run("history.pushState({}, '', '/a'); location.hash = 'b'; history.replaceState({}, '', '/c');")
    assert len(shop.hits) == 1


@whatever_the_engine
def test_the_first_canonical_link_is_read_once_and_resolved(lab):
    shop = lab()
    shop.open("/", head=CANONICAL)
    shop.run("document.querySelector('link').href = '/later';")
    shop.push("'trackPageView'")
    shop.push("'setCanonicalUrl', 'https://www.acme.test/set'", "'trackPageView'")
    assert shop.sent("rcu", "ccu") == [
        {"rcu": "https://www.acme.test/canonical?y=1"},
        {"rcu": "https://www.acme.test/canonical?y=1"},
        {"ccu": "https://www.acme.test/set"},
    ]


def test_the_referrer_is_that_of_the_document(lab):
    shop = lab()
    shop.open("/a?x=1#f", body='<a id="go" href="/b">b</a>')
    shop.earlier = shop.hits
    shop.page.click("#go")
    shop.page.wait_for_url("**/b", wait_until="load")
    assert shop.sent("pu", "r") == [
        {"pu": "https://www.acme.test/a?x=1#f"},
        {"pu": "https://www.acme.test/b", "r": "https://www.acme.test/a?x=1"},
    ]


@whatever_the_engine
def test_content_is_described_by_id_type_and_metadata(lab):
    shop = lab()
    shop.open(
        "/",
        before="""var _hsq = window._hsq = []; _hsq.push(['setPageId', '777'], ['setContentType', 'blog-post'],
            ['setContentMetadata', {contentPageId: 1, languageCode: 'en', mabData: {correlationId: 'c'}}],
            ['setTargetedContentMetadata', [1, 2, 3, 4, 5, 6].map((n) => ['a' + n, 'b', 'c'])]);""",
    )
    (view,) = shop.hits
    names = ("pi", "ct", "cpi", "lvc", "mabci", "tc")
    assert [(name, value) for name, value in view.pairs if name in names] == [
        ("pi", "777"),
        ("ct", "blog-post"),
        ("cpi", "1"),
        ("lvc", "en"),
        *(("tc", f"a{number}-b-c") for number in range(1, 6)),
    ]


def test_a_frame_sends_its_own_view(lab):
    shop = lab()
    shop.write("/inner", head="<title>Inner</title>")
    shop.open("/outer", body='<iframe src="/inner"></iframe>')
    (inner,) = shop.page.frames[1].evaluate("() => window.asked.length ? [window.asked[0]] : []")
    assert "&t=Inner&" in inner
    assert "&r=https%3A%2F%2Fwww.acme.test%2Fouter&" in inner
    assert [hit.values["b"].split(".")[1] for hit in shop.hits] == ["2"]
