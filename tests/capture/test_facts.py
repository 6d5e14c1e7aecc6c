"""What a page says about itself."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.capture.document import (
    ElementMatch,
    FormFact,
    FormField,
    LinkFact,
    LoaderTag,
    PageFacts,
    SecurityPolicy,
    StoredItem,
)
from harness.capture.facts import facts_and_links_steps, facts_steps, read_facts
from harness.capture.steps import run

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOME = "https://www.acme.test/"
GUID = "12345678-1234-1234-1234-123456789abc"
PAGE = f"""<!doctype html><html><head><title>Acme</title>
<link rel="canonical" href="/home"><meta name="robots" content="noindex"><meta name="generator" content="WordPress 6">
<meta http-equiv="Content-Security-Policy" content="img-src *">
<script src="https://js-eu1.hs-scripts.com/4242.js" id="hs-script-loader" type="text/plain"></script>
<script src="data:text/javascript," data-rocket-src="//js.hs-scripts.com/4242.js"></script>
<script data-src="/app.js"></script>
</head><body>
<div id="hs-banner" style="width: 9px; height: 9px"></div>
<div role="dialog" aria-label="Cookies">We use cookies. <button>Fine</button></div>
<a href="/about">About</a><a href="https://acme-shop.test/?__hstc=1">Shop</a><a href="mailto:ada@acme.test">Write</a>
<button class="buy" data-hs-event-1="1">Buy</button><button class="buy">Buy</button>
<form id="login" action="/in" method="POST">
<input name="id" hidden><input name="closest" hidden>
<input name="user" value="ada"><input name="pass" type="password"></form>
<form class="hs-form" data-form-id="{GUID}" data-portal-id="4242" hidden><input name="email" type="email"></form>
<form action="https://forms.hsforms.com/submissions/v3/public/submit/formsnext/multipart/4242/{GUID}"></form>
<iframe srcdoc="<form name='inner'></form>"></iframe>
<script>
  localStorage.setItem('__hs_first', 'https://www.acme.test/'); localStorage.setItem('token', 'secret');
  sessionStorage.setItem('consent', '1'); window.disabledHsPopups = ['PRIVACY'];
  window.OneTrust = {{}}; window.htmx = {{}}; window._hsq = []; document.body._reactRootContainer = {{}};
</script></body></html>"""
FACTS = PageFacts(
    title="Acme",
    canonical="https://www.acme.test/home",
    robots="noindex",
    loaders=(
        LoaderTag(src="https://js-eu1.hs-scripts.com/4242.js", element_id="hs-script-loader", type="text/plain"),
        LoaderTag(src="https://js.hs-scripts.com/4242.js", kept_in="data-rocket-src"),
    ),
    loader_count=2,
    queue="array",
    switches=("disabledHsPopups",),
    banners=("hubspot", "site's own"),
    platforms=("OneTrust",),
    frameworks=("react", "htmx", "wordpress"),
    csp=(SecurityPolicy(text="img-src *", source="meta"),),
    storage=(
        StoredItem(key="__hs_first", value="https://www.acme.test/", length=22),
        StoredItem(key="token", length=6),
        StoredItem(area="session", key="consent", value="1", length=1),
    ),
    forms=(
        FormFact(
            element_id="login",
            action="https://www.acme.test/in",
            method="post",
            fields=(
                FormField(name="id"),
                FormField(name="closest"),
                FormField(name="user", filled=True),
                FormField(name="pass", type="password"),
            ),
        ),
        FormFact(
            action=HOME,
            fields=(FormField(name="email", type="email"),),
            hubspot=True,
            portal_id=4242,
            form_id=GUID,
            visible=False,
        ),
        FormFact(
            action=f"https://forms.hsforms.com/submissions/v3/public/submit/formsnext/multipart/4242/{GUID}",
            hubspot=True,
            portal_id=4242,
            form_id=GUID,
        ),
        FormFact(name="inner", action=HOME, framed=True),
    ),
    links=(
        LinkFact(href="https://acme-shop.test/?__hstc=1", text="Shop", crosses=True),
        LinkFact(href="https://www.acme.test/about", text="About"),
        LinkFact(href="mailto:ada@acme.test", text="Write"),
    ),
    link_count=3,
    elements=(
        ElementMatch(selector=".buy", count=2, marked=1),
        ElementMatch(selector="#none"),
        ElementMatch(selector="#a:nope", invalid=True),
    ),
)


def test_a_document_is_read_whole(page: Page) -> None:
    page.route(f"{HOME}**", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto(HOME)
    facts, links = run(facts_and_links_steps(page, (".buy", "#none", "#a:nope"), 9))
    assert links == ["https://www.acme.test/about", "https://acme-shop.test/?__hstc=1"]
    assert facts
    assert replace(facts, storage=tuple(sorted(facts.storage, key=lambda item: (item.area, item.key)))) == FACTS


def test_a_document_that_hides_something_is_read_all_the_same(page: Page) -> None:
    page.route(f"{HOME}**", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto(HOME)
    page.evaluate("Object.defineProperty(document, 'title', { get() { throw 1; } })")
    page.evaluate("Object.defineProperty(window, '_hsq', { get() { throw 1; } })")
    facts = run(facts_steps(page))
    assert facts
    assert (facts.title, facts.queue, facts.takeover, facts.loaders) == ("", "other", False, FACTS.loaders)
    page.evaluate("Object.defineProperty(document, 'links', { configurable: true, get() { throw 1; } })")
    assert run(facts_and_links_steps(page, (), 9)) == (replace(facts, link_count=0), [])
    page.evaluate("delete document.links; JSON.stringify = null")
    assert run(facts_and_links_steps(page, (), 1)) == (None, ["https://www.acme.test/about"])


@pytest.mark.parametrize(
    ("told", "facts"),
    [
        pytest.param({}, PageFacts(), id="nothing"),
        pytest.param({"title": None}, PageFacts(), id="a title that could not be read"),
        pytest.param({"banners": ["", "hubspot"]}, PageFacts(banners=("site's own", "hubspot")), id="banners"),
        pytest.param({"title": 7}, None, id="a title that is no text"),
        pytest.param([], None, id="a list"),
        pytest.param({"title": "\ud800"}, PageFacts(title="\ud800"), id="half a character"),
    ],
)  # fmt: skip
def test_what_the_page_tells_is_checked(told: object, facts: PageFacts | None) -> None:
    assert read_facts(json.dumps(told)) == facts


@pytest.mark.parametrize("told", [None, "", "[" * 100_000, 7], ids=["nothing", "no text", "too deep", "a number"])
def test_what_is_no_json_is_nothing(told: object) -> None:
    assert read_facts(told) is None


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner), max_leaves=5)


@given(st.dictionaries(st.sampled_from([*PageFacts.__slots__]), JSON))
def test_no_page_is_too_much(told: dict[str, object]) -> None:
    facts = read_facts(json.dumps(told))
    assert facts is None or facts.banner in (None, *facts.banners)


def test_a_form_that_asks_for_a_password_says_so() -> None:
    assert [form.has_password for form in FACTS.forms] == [True, False, False, False]
