"""Every sample site is declared well, hangs together and says what the audit finds there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from harness.audit.registry import catalogue
from harness.stage.server import stage_app
from harness.stage.site import Site, load_site
from tests.sites.visiting import PACKAGED, SITES, expected

Ask = Callable[..., Any]

DEFECTS = sorted(name.removesuffix("-fixed") for name in SITES if name.endswith("-fixed"))
# Of the other sites without packages, a variant is the same site with one fault, or another right way.
WRONG = sorted(name for name in SITES if "/" in name and name not in PACKAGED and expected(name))
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

every_site = pytest.mark.parametrize("name", sorted(SITES))
every_served_site = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.npm] * (name in PACKAGED)) for name in sorted(SITES)]
)


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


@every_served_site
def test_a_site_leads_nowhere_that_it_does_not_answer(ask: Ask, name: str) -> None:
    site = load_site(SITES[name])
    assert {address: answers(ask, site, address) for address in references(site)} == dict.fromkeys(
        references(site), 200
    )


@every_site
def test_a_page_carries_the_loader_as_hubspot_documents_it(name: str) -> None:
    site = name.partition("/")[0]
    without = {page for page, text in pages(load_site(SITES[name])) if LOADER not in text}
    every = {page for page, _ in pages(load_site(SITES[name]))}
    wanted = every if site in LOADS_BY_SCRIPT else INDEXES if site == "consent-platforms" else set()
    assert {page for page in without if not page.endswith("/404.html")} == wanted


@every_site
def test_a_link_that_is_walked_stands_in_a_page(name: str) -> None:
    site = load_site(SITES[name])
    files = (file for file in site.folder.rglob("*") if file.suffix in (".html", ".js"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    # A hash router puts the sign in front of what the application writes.
    written = {step for step in steps(site) for text in texts if f'"{step}"' in text or f'"{step[1:]}"' in text}
    assert written == steps(site)


@every_site
def test_portal_and_people_are_the_agreed_ones(name: str) -> None:
    site = load_site(SITES[name])
    assert (site.portal.portal_id, site.portal.hublet) == (4242, "na1")


@pytest.mark.parametrize("rule", DEFECTS)
def test_a_defect_site_is_named_after_the_rule_that_fires_there(rule: str) -> None:
    assert {found for found, _ in expected(rule)} == {rule}


@pytest.mark.parametrize("name", [name for name in WRONG if name.partition("/")[2] in RULES])
def test_a_variant_that_has_the_name_of_a_rule_is_one_where_it_fires(name: str) -> None:
    assert name.partition("/")[2] in {rule for rule, _ in expected(name)}


@pytest.mark.parametrize("name", sorted(set(SITES) - {*DEFECTS, *PACKAGED, *WRONG, "demo"}))
def test_the_other_sites_are_clean(name: str) -> None:
    assert expected(name) == []


@pytest.mark.parametrize("name", ["exemplary", "shop-cross-domain"])
def test_a_canonical_link_names_its_own_page(ask: Ask, name: str) -> None:
    site = load_site(SITES[name])
    canonical = {page: re.findall(r'rel="canonical" href="([^"]+)"', text) for page, text in pages(site)}
    assert canonical == {
        page: [] if page.endswith("/404.html") else [page.removesuffix("index.html").removesuffix(".html")]
        for page in canonical
    }
