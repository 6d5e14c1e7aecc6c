"""Bundled sites of pages alone are audited: what their expected.toml says is found, and nothing else.

`python -m benchmarks.sites` audits every site and every variant, in both browsers.
"""

from __future__ import annotations

import pytest

from harness.audit.registry import catalogue
from harness.audit.run import judge
from harness.audit.visit import Visit
from harness.report.build import report_of
from harness.report.model import Report
from harness.stage.places import Engine
from tests.report.validating import faults_of
from tests.sites.visiting import PACKAGED, SITES, VisitsOf, expected, found

pytestmark = pytest.mark.browser

# What a visit gathers depends on the browser, how findings are made of it does not: in Firefox a site of each kind is
# enough. Of a site with many variants, those are enough that need a fact or a journey which no other one needs.
VARIANTS = (
    *(name for name in SITES if name.startswith("consent-platforms/")),
    *("consent/tracking-after-revoke", "consent/global-privacy-control-ignored", "cookies/split-subdomains"),
    *("events/dead-click-selector", "events/event-cut-off", "events/failing-call"),
    "linking/link-parameters-dropped",
)
AUDITED = {
    "chromium": (*(name for name in SITES if name not in PACKAGED and "/" not in name), *VARIANTS),
    "firefox": ("demo", "shop-cross-domain", "spa-hash", "tracking-before-choice", "worker"),
}


@pytest.mark.parametrize(("engine", "names"), AUDITED.items(), ids=AUDITED)
def test_the_audit_finds_what_the_sites_declare(visits_of: VisitsOf, engine: Engine, names: tuple[str, ...]) -> None:
    visits = visits_of(names, engine)

    assert {name: found(visit, name) for name, visit in visits.items()} == {name: expected(name) for name in names}
    assert [fault for visit in visits.values() for fault in faults_of(_reported(visit))] == []


def _reported(visit: Visit) -> Report:
    return report_of(judge([visit], catalogue()))
