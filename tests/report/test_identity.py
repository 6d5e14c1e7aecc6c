"""Two findings are the same one when the same thing is wrong at the same place by the same code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.audit.finding import Finding
from harness.audit.testing import moment
from harness.capture.timeline import SourceLine
from harness.report.identity import FindingIdentity, identity_of, page_pattern

CAUSE = SourceLine(url="https://www.acme.test/assets/app.3f2a91bc.js?v=3", line=14, column=9, function="routeChanged")
FOUND = Finding(
    rule="route-without-set-path",
    message="the page view at /courses/17 carries no set path",
    page="https://www.acme.test/courses/17?from=mail#top",
    evidence="page view of /courses/17",
    at=moment(1),
    cause=CAUSE,
    severity="error",
)


def test_a_finding_has_a_name_of_five_parts() -> None:
    assert identity_of(FOUND) == FindingIdentity(
        rule="route-without-set-path",
        site="www.acme.test",
        page="/courses/*",
        subject="page view of /courses/*",
        cause="assets/app.*.js routeChanged",
    )


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(replace(FOUND, cause=replace(CAUSE, line=99, column=1)), id="another line"),
        pytest.param(replace(FOUND, message="counted 7 times", at=moment(9)), id="other words and times"),
        pytest.param(replace(FOUND, severity="note"), id="another severity"),
        pytest.param(
            replace(FOUND, page="https://www.acme.test/courses/18", evidence="page view of /courses/18"),
            id="another page of the kind",
        ),
        pytest.param(
            replace(FOUND, cause=replace(CAUSE, url="https://www.acme.test/assets/app.77aa01ef.js")), id="a new build"
        ),
    ],
)
def test_the_name_survives(changed: Finding) -> None:
    assert identity_of(changed).fingerprint == identity_of(FOUND).fingerprint


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(replace(FOUND, rule="route-counted-twice"), id="rule"),
        pytest.param(replace(FOUND, page="https://shop.acme.test/courses/17"), id="site"),
        pytest.param(replace(FOUND, page="https://www.acme.test/about"), id="page"),
        pytest.param(replace(FOUND, evidence="event pe4242_open"), id="subject"),
        pytest.param(replace(FOUND, cause=replace(CAUSE, function="opened")), id="function"),
        pytest.param(replace(FOUND, cause=None), id="no cause"),
    ],
)
def test_another_fault_has_another_name(changed: Finding) -> None:
    assert identity_of(changed).fingerprint != identity_of(FOUND).fingerprint


def test_a_name_of_a_minifier_is_left_out() -> None:
    assert identity_of(replace(FOUND, cause=replace(CAUSE, function="t"))).cause == "assets/app.*.js"


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        pytest.param("https://www.acme.test/", "/", id="root"),
        pytest.param("https://www.acme.test", "/", id="host alone"),
        pytest.param("https://www.acme.test/a/7/b?q=1", "/a/*/b", id="a number"),
        pytest.param("https://www.acme.test/a/3f2a91bc-11", "/a/*", id="an id"),
        pytest.param("https://www.acme.test/#/about/7", "/about/*", id="a route in the fragment"),
        pytest.param("https://www.acme.test/a#top", "/a", id="an anchor"),
        pytest.param("https://www.acme.test/of/ada@acme.test", "/of/*", id="an address"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_page_is_a_pattern(url: str, pattern: str) -> None:
    assert page_pattern(url) == pattern
