"""Visits of sample sites, and what was found and sent there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

import pytest

from harness.audit.gather import Gathering, gather, site_target
from harness.audit.registry import catalogue
from harness.audit.run import judge
from harness.audit.visit import Visit
from harness.stage import browsers
from harness.stage.browsers import find_browser
from harness.stage.places import Engine
from harness.stage.site import bundled_sites, load_site
from harness.wire.address import path_of, without_origin
from harness.wire.hit import Hit
from harness.wire.hits import CustomEvent, LegacyEvent, PageView

SITES = bundled_sites()
PACKAGED = tuple(name for name, folder in SITES.items() if any(host.npm for host in load_site(folder).host))
"""The sites that serve packages of npm, and their variants."""

Finding = tuple[str, str]


def expected(name: str) -> list[Finding]:
    """Rule and path of every finding that `expected.toml` announces for a site or a variant."""
    site, _, variant = name.partition("/")
    declared = tomllib.loads((SITES[site] / "expected.toml").read_text(encoding="utf-8"))
    variants = declared.pop("variant", {})
    table = variants[variant] if variant else declared
    assert table == {"findings": []} or table.keys() == {"finding"}
    return sorted((each["rule"], each["path"]) for each in table.get("finding", []))


def visits_of(names: Iterable[str], engine: Engine) -> dict[str, Visit]:
    """A visit of each of these sites, none of which may have gone wrong or left anything in doubt."""
    names = tuple(names)
    targets = [site_target(load_site(SITES[name])) for name in names]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(browsers.FIREFOX_PREFS, "fission.autostart", False)  # Pages are there a third sooner.
        gathered = gather(targets, Gathering(browser=find_browser(engine)))
    visits = dict(zip(names, gathered.visits, strict=True))
    wrong = [*gathered.problems, *(doubt for visit in gathered.visits for doubt in visit.undecided)]
    assert wrong == [], wrong
    return visits


def found(visit: Visit) -> list[Finding]:
    """Rule and path of every finding in a visit; no rule may be in doubt."""
    report = judge([visit], catalogue())
    doubts = [(result.rule, result.undecided, result.crashes) for result in report.results if result.undecided]
    assert doubts == [], doubts
    return sorted((finding.rule, path_of(finding.page)) for finding in report.findings)


def sent(visit: Visit) -> list[str]:
    """Page views and events in order, a line each, with what identifies the visitor.

    A page view is its set path, or the address in brackets where there is none, and its title.
    """
    return [line for hit in visit.hits if (line := _line(hit))]


def _line(hit: Hit) -> str:
    match hit:
        case PageView(page=where):
            said = f"{where.path or f'({without_origin(str(where.url))})'} {where.title}"
        case CustomEvent():
            said = hit.phrase
        case LegacyEvent():
            said = f"{hit.phrase} {hit.value}"
        case _:
            return ""
    return " ".join([said, *(f"{name}={value}" for name, value in (hit.identity.pairs if hit.identity else ()))])
