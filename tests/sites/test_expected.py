"""Each bundled site is audited: what its expected.toml says is found, and nothing else."""

from __future__ import annotations

import tomllib

import pytest

from harness.audit.gather import Gathering, gather, site_target
from harness.audit.registry import catalogue
from harness.audit.run import judge
from harness.audit.visit import Visit
from harness.stage.browsers import find_browser
from harness.stage.places import Engine
from harness.stage.site import bundled_sites, load_site
from harness.wire.address import path_of

pytestmark = pytest.mark.browser

SITES = bundled_sites()
# What a visit gathers depends on the browser, how findings are made of it does not: in Firefox a finding of every rule,
# a walk of every kind and a site without findings are enough.
AUDITED = {
    "chromium": tuple(SITES),
    "firefox": ("demo", "exemplary", "shop-cross-domain", "spa-hash", "tracking-before-choice"),
}


def expected(name: str) -> list[tuple[str, str]]:
    """(rule, path) of every finding that the site declares."""
    declared = tomllib.loads((SITES[name] / "expected.toml").read_text(encoding="utf-8"))
    return sorted((each["rule"], each["path"]) for each in declared.get("finding", []))


def found(visit: Visit) -> list[tuple[str, str]]:
    """(rule, path) of every finding in a visit about which nothing is in doubt."""
    report = judge([visit], catalogue())
    doubts = [(result.rule, result.undecided, result.crashes) for result in report.results if result.undecided]
    assert (doubts, visit.undecided) == ([], ())
    return sorted((finding.rule, path_of(finding.page)) for finding in report.findings)


@pytest.mark.parametrize(("engine", "names"), AUDITED.items(), ids=AUDITED)
def test_the_audit_finds_what_the_sites_declare(engine: Engine, names: tuple[str, ...]) -> None:
    gathered = gather([site_target(load_site(SITES[name])) for name in names], Gathering(browser=find_browser(engine)))

    assert gathered.problems == []
    assert dict(zip(names, map(found, gathered.visits), strict=True)) == {name: expected(name) for name in names}
