"""Every sample site is declared well, hangs together and says what the audit finds there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from harness.audit.registry import catalogue
from harness.stage.server import stage_app
from harness.stage.site import Site, load_site
from tests.sites.visiting import PACKAGED, SITES, expected

Ask = Callable[..., Any]

DEFECTS = sorted(name.removesuffix("-fixed") for name in SITES if name.endswith("-fixed"))
RULES = {rule.id for rule in catalogue()}
REFERENCE = re.compile(r'(?:href|src)="([^"#][^"]*)"')
LOADER = '<script type="text/javascript" id="hs-script-loader" async defer src="//js.hs-scripts.com/4242.js"></script>'
# The visitor's choice, or the client that the site shows, puts the loader into the page, or into a worker.
LOADS_BY_SCRIPT = {
    "analytics-hubspot",
    "consent",
    "gatsby-plugin-hubspot",
    "segment",
    "segment-classic",
    "tracking-before-choice-fixed",
    "worker",
}
INDEXES = {"https://www.acme.test/index.html"}


@cache
def wrong() -> list[str]:
    """Of the other sites without packages, a variant is the same site with one fault, or another right way."""
    return sorted(name for name in SITES if "/" in name and name not in PACKAGED and expected(name))


@cache
def sites() -> dict[str, Site]:
    return {name: load_site(folder) for name, folder in sorted(SITES.items())}


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Address and text of every page."""
    for host in site.host:
        root = site.folder / host.root
        for file in root.rglob("*.html"):
            yield f"https://{host.name}/{file.relative_to(root).as_posix()}", file.read_text(encoding="utf-8")


def references(site: Site) -> set[str]:
    """Every address of the site itself that a page, its links or its walk lead to."""
    hosts = {host.name for host in site.host}
    found = {urljoin(page, target) for page, text in pages(site) for target in REFERENCE.findall(text)}
    walked = {urljoin(site.start, target) for target in steps(site)}
    return {address for address in found | walked | {site.start} if urlsplit(address).hostname in hosts}


def answers(ask: Ask, site: Site, address: str) -> int:
    """The status with which the site answers that address."""
    parts = urlsplit(address)
    status = ask(stage_app(site), parts.hostname, parts.path).status
    assert isinstance(status, int)
    return status


def steps(site: Site) -> set[str]:
    """The links that are walked."""
    return set(site.walk) - {"back", "forward"}


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(SITES.keys() - PACKAGED, id="without packages"),
        pytest.param(SITES.keys() & PACKAGED, id="with packages of npm", marks=pytest.mark.npm),
    ],
)
def test_a_site_leads_nowhere_that_it_does_not_answer(ask: Ask, names: set[str]) -> None:
    told = {
        (name, address): answers(ask, sites()[name], address) for name in names for address in references(sites()[name])
    }
    assert told == dict.fromkeys(told, 200)


def test_a_page_carries_the_loader_as_hubspot_documents_it() -> None:
    def without(site: Site) -> set[str]:
        return {page for page, text in pages(site) if LOADER not in text and not page.endswith("/404.html")}

    def wanted(name: str, site: Site) -> set[str]:
        own = name.partition("/")[0]
        every = {page for page, _ in pages(site) if not page.endswith("/404.html")}
        return every if own in LOADS_BY_SCRIPT else INDEXES if own == "consent-platforms" else set()

    assert {name: without(site) for name, site in sites().items()} == {
        name: wanted(name, site) for name, site in sites().items()
    }


def test_a_link_that_is_walked_stands_in_a_page() -> None:
    def written(site: Site) -> set[str]:
        files = (file for file in site.folder.rglob("*") if file.suffix in (".html", ".js"))
        texts = [file.read_text(encoding="utf-8") for file in files]
        # A hash router puts the sign in front of what the application writes.
        return {step for step in steps(site) for text in texts if f'"{step}"' in text or f'"{step[1:]}"' in text}

    assert {name: written(site) for name, site in sites().items()} == {
        name: steps(site) for name, site in sites().items()
    }


def test_portal_and_people_are_the_agreed_ones() -> None:
    assert {(site.portal.portal_id, site.portal.hublet) for site in sites().values()} == {(4242, "na1")}


def test_a_defect_site_is_named_after_the_rule_that_fires_there() -> None:
    assert {rule: {found for found, _ in expected(rule)} for rule in DEFECTS} == {rule: {rule} for rule in DEFECTS}


def test_a_variant_that_has_the_name_of_a_rule_is_one_where_it_fires() -> None:
    named = [name for name in wrong() if name.partition("/")[2] in RULES]
    fired = {name: {rule for rule, _ in expected(name)} for name in named}
    assert [name for name in named if name.partition("/")[2] not in fired[name]] == []


def test_the_other_sites_are_clean() -> None:
    others = sites().keys() - {*DEFECTS, *PACKAGED, *wrong(), "demo"}
    assert {name: expected(name) for name in others} == {name: [] for name in others}


@pytest.mark.parametrize("name", ["exemplary", "shop-cross-domain"])
def test_a_canonical_link_names_its_own_page(ask: Ask, name: str) -> None:
    canonical = {page: re.findall(r'rel="canonical" href="([^"]+)"', text) for page, text in pages(sites()[name])}
    assert canonical == {
        page: [] if page.endswith("/404.html") else [page.removesuffix("index.html").removesuffix(".html")]
        for page in canonical
    }
