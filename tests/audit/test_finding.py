from dataclasses import replace

import pytest

from harness.audit.finding import Evidence, Finding, finding
from harness.audit.testing import HOME, START, fault, malformed, moment, navigation, page, page_view, push


@pytest.mark.parametrize(
    ("at", "page_url", "evidence"),
    [
        pytest.param(page_view("/a", at_s=0), HOME + "a", "page view of /a", id="a hit"),
        pytest.param(
            replace(malformed("torn", at_s=0), raw=(("pu", HOME),)), HOME, "malformed request: torn", id="a torn hit"
        ),
        pytest.param(malformed("torn", at_s=0), "", "malformed request: torn", id="a torn hit of nowhere"),
        pytest.param(push("identify", at_s=0), HOME, "identify pushed on _hsq", id="a call"),
        pytest.param(navigation("/a", at_s=0), HOME + "a", "push to /a", id="a change of address"),
        pytest.param(page("/a", at_s=0), HOME + "a", "document /a", id="a page"),
        pytest.param(fault("crash", "gone", at_s=0), HOME, "crash: gone", id="a fault of a page"),
    ],
)
def test_a_finding_points_at_its_evidence(at: Evidence, page_url: str, evidence: str) -> None:
    assert finding("told", at=at) == Finding(message="told", page=page_url, evidence=evidence, at=START)


def test_a_hit_of_no_page_is_evidence_too() -> None:
    hit = replace(page_view("/", at_s=0), page=replace(page_view("/").page, url=None))
    assert finding("told", at=hit).page == ""


def test_a_finding_blames_the_line_of_its_cause() -> None:
    blamed = finding("told", at=page_view("/", at_s=1), cause=push("identify", source="app.js:3"))
    assert (str(blamed.cause), blamed.at) == ("app.js:3", moment(1))


def test_a_call_is_its_own_cause() -> None:
    assert str(finding("told", at=push("identify", source="app.js:3")).cause) == "app.js:3"


def test_a_finding_may_bring_a_fix_of_its_own() -> None:
    assert finding("told", at=page_view("/"), fix="Say so.").fix == "Say so."


def test_a_request_that_names_no_page_is_of_the_page_that_referred_to_it() -> None:
    torn = malformed("no portal id", at_s=0)
    referred = replace(torn, request=replace(torn.request, headers=(("Referer", HOME),)))
    assert (finding("told", at=torn).page, finding("told", at=referred).page) == ("", HOME)
