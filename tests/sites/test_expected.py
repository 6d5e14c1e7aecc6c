"""Each bundled site is audited in each browser: what its expected.toml says is found, and nothing else."""

from __future__ import annotations

import tomllib

import pytest

from harness.audit.gather import Gathering, gather, site_target
from harness.audit.registry import catalogue
from harness.audit.run import judge
from harness.audit.visit import Visit
from harness.stage.browsers import find_browser
from harness.stage.site import bundled_sites, load_site
from harness.wire.address import path_of

pytestmark = pytest.mark.browser

SITES = bundled_sites()


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def visits(request: pytest.FixtureRequest) -> dict[str, Visit]:
    """A visit to every bundled site, all in one browser."""
    targets = [site_target(load_site(folder)) for folder in SITES.values()]
    gathered = gather(targets, Gathering(browser=find_browser(request.param)))
    assert gathered.problems == []
    return dict(zip(SITES, gathered.visits, strict=True))


def expected(name: str) -> list[tuple[str, str]]:
    """(rule, path) of every finding that the site declares."""
    declared = tomllib.loads((SITES[name] / "expected.toml").read_text(encoding="utf-8"))
    return sorted((each["rule"], each["path"]) for each in declared.get("finding", []))


@pytest.mark.parametrize("name", SITES)
def test_the_audit_finds_what_a_site_declares(visits: dict[str, Visit], name: str) -> None:
    report = judge([visits[name]], catalogue())
    doubts = [(result.rule, result.undecided, result.crashes) for result in report.results if result.undecided]
    found = sorted((finding.rule, path_of(finding.page)) for finding in report.findings)
    assert (found, doubts, visits[name].undecided) == (expected(name), [], ())
