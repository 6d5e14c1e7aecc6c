"""What a failed test leaves in reports and on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from harness.audit.evidence import load_visits
from harness.audit.visit import Visit
from harness.cli.main import cli
from tests.plugin.conftest import Ran, Run, run_tests

# In one engine, for a report is read here, and nothing is tracked. All tests are of the same parameter, so that those
# with a page stay beside the others, and the run for all of them is made once.
pytestmark = [pytest.mark.browser, pytest.mark.only_browser("chromium"), pytest.mark.usefixtures("browser_name")]

RETAIN = "--hubspot-evidence=retain-on-failure"
LOOK = """
def test_look(page, hubspot):
    page.goto(HOME)
"""
SIGN_UP = """
def test_sign_up(page, hubspot):
    page.goto(HOME + "sign-up")
    page.get_by_label("E-mail").fill("ada@acme.test")
    page.get_by_role("button", name="Sign up").click()
    expect(hubspot.identity()).to_be_sent()
    assert 1 + 1 == 3
"""
TWO_VISITORS = """
def test_two_visitors(page, hubspot, browser):
    page.goto(HOME)
    browser.new_page().goto(HOME)
    assert 1 + 1 == 3
"""
HOSTILE = """
def test_hostile(page, hubspot):
    page.goto(HOME)
    name = "</script><img src=x onerror='window.hacked = 1'>"
    page.evaluate("name => { _hsq.push(['trackCustomBehavioralEvent', { name }]); }", name)
    expect(hubspot.event()).to_be_sent()
    assert 1 + 1 == 3
"""
AROUND = """
@pytest.fixture
def ready(page, hubspot):
    page.goto(HOME)
    raise RuntimeError("not ready")

@pytest.fixture
def cleaned(page, hubspot):
    yield
    raise RuntimeError("not cleaned")

@pytest.fixture
def leaving(page, hubspot):
    yield
    page.goto(HOME + "about")
    expect(hubspot.page_view("/about")).to_be_sent()

def test_setup(ready): pass

def test_teardown(page, cleaned):
    page.goto(HOME)

def test_both(page, cleaned):
    page.goto(HOME)
    assert 1 + 1 == 3

def test_leaving(page, hubspot, leaving):
    page.goto(HOME)
    expect(hubspot.page_view("/")).to_be_sent()
    assert 1 + 1 == 3
"""
CRASH = """
import os

def test_crash(page, hubspot, browser):
    page.goto(HOME)
    expect(hubspot.page_view("/")).to_be_sent()
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    os.kill(next(each["id"] for each in processes if each["type"] == "browser"), 9)
    page.get_by_text("never").wait_for()
"""


def named(test: str) -> str:
    """The folder that pytest-playwright gives a test."""
    return f"test-results/test-inner-py-test-{test}-chromium"


def evidence_in(folder: Path) -> list[str]:
    """The files with evidence below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("hubspot-*.json"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run of most claims took place."""
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def ran(folder: Path) -> Ran:
    """One run for most claims; the test that ends the browser comes last."""
    code = LOOK + SIGN_UP + TWO_VISITORS + HOSTILE + AROUND + CRASH
    reports = ("--html=reports/run.html", "--self-contained-html", "--alluredir=allure", "--junitxml=junit.xml")
    return run_tests(folder, code, RETAIN, "--tracing=retain-on-failure", *reports, fresh=True)


def visit_of(folder: Path, test: str) -> Visit:
    """The visit that a test's only context left."""
    [visit] = load_visits(folder / named(test) / "hubspot-1.json")
    return visit


def test_evidence_of_each_context_of_a_failed_test_is_kept(ran: Ran, folder: Path) -> None:
    tests = ["both", "crash", "hostile", "leaving", "setup", "sign-up", "teardown"]
    files = [*(f"{named(test)}/hubspot-1.json" for test in tests), f"{named('two-visitors')}/hubspot-1.json"]

    assert ran.outcomes == {"failed": 6, "passed": 2, "errors": 4}
    assert evidence_in(folder) == [*files, f"{named('two-visitors')}/hubspot-2.json"]


def test_evidence_lies_beside_the_trace_and_is_named_below_the_failure(ran: Ran, folder: Path) -> None:
    file = f"{named('sign-up')}/hubspot-1.json"

    assert (folder / named("sign-up") / "trace.zip").is_file()
    assert ran.told_of("test_sign_up").endswith(f"{' HubSpot evidence (teardown) ':-^80}\n{file}")
    assert f'<property name="hubspot_evidence" value="{file}"' in (folder / "junit.xml").read_text()


def test_evidence_says_whose_it_is_and_masks_addresses(ran: Ran, folder: Path) -> None:
    visit = visit_of(folder, "sign-up")
    identity = visit.hits[-1].identity

    assert (visit.journey, visit.start_url, visit.browser.partition(" ")[0], identity and identity.email) == (
        "test test_inner.py::test_sign_up[chromium]",
        "https://www.acme.test/sign-up",
        "chromium",
        "a***@acme.test",
    )


def test_evidence_can_be_judged_and_makes_a_plan(ran: Ran, folder: Path) -> None:
    file = str(folder / named("sign-up") / "hubspot-1.json")

    judged, planned = (CliRunner().invoke(cli, [*verb, file]).stdout for verb in (["judge"], ["plan", "infer"]))
    assert judged.startswith(
        "test test_inner.py::test_sign_up[chromium] of https://www.acme.test/sign-up with chromium"
    )
    assert "  - /welcome  # 1 page view" in planned


@pytest.mark.parametrize("test", ["test_setup", "test_teardown", "test_sign_up", "test_crash"])
def test_a_failure_has_its_timeline(test: str, ran: Ran) -> None:
    assert ran.told_of(test).count("timeline in seconds") == 1


def test_a_timeline_is_told_once_and_not_again_when_the_teardown_fails_too(ran: Ran) -> None:
    # Eight tests fail, and one of them has two visitors.
    assert ran.text.count("timeline in seconds") == 9


def test_what_is_sent_after_the_failure_is_kept_as_well(ran: Ran, folder: Path) -> None:
    assert [hit.phrase for hit in visit_of(folder, "leaving").hits] == ["page view of /", "page view of /about"]


def test_evidence_outlives_the_browser(ran: Ran, folder: Path) -> None:
    assert [hit.phrase for hit in visit_of(folder, "crash").hits] == ["page view of /"]


def test_pytest_html_links_timeline_and_evidence(ran: Ran, folder: Path, page: Page) -> None:
    report = folder / "reports" / "run.html"
    page.goto(report.as_uri())
    row = page.locator(".results-table-row", has_text="test_sign_up")
    links = row.locator(".col-links__extra")

    assert links.all_inner_texts() == ["HubSpot tracking", "Trace", "hubspot-1.json"]
    assert (report.parent / str(links.last.get_attribute("href"))).resolve().is_file()
    assert row.locator(".log").inner_text().count("timeline in seconds") == 1


def test_pytest_html_shows_a_strangers_string_and_does_not_run_it(ran: Ran, folder: Path, page: Page) -> None:
    page.goto((folder / "reports" / "run.html").as_uri())
    log = page.locator(".results-table-row", has_text="test_hostile").locator(".log")

    assert "event </script><img src=x" in log.inner_text()
    assert page.evaluate("typeof window.hacked") == "undefined"


def test_allure_has_timeline_and_evidence_as_attachments(ran: Ran, folder: Path) -> None:
    results = [json.loads(file.read_text()) for file in (folder / "allure").glob("*-result.json")]
    [attachments] = [each["attachments"] for each in results if each["name"] == "test_sign_up[chromium]"]
    texts = {each["name"]: (folder / "allure" / each["source"]).read_text() for each in attachments}

    assert list(texts) == ["HubSpot tracking", "hubspot-1.json"]
    assert texts["HubSpot tracking"].startswith("timeline in seconds:\n")
    assert json.loads(texts["hubspot-1.json"])["format"] == "hstrack-evidence"


def test_a_place_that_cannot_be_written_is_one_sentence_and_no_failure(run: Run, tmp_path: Path) -> None:
    block = 'from pathlib import Path\n\ndef test_block():\n    Path("test-results").touch()\n'

    ran = run(block + LOOK + TWO_VISITORS, "--hubspot-evidence=on")

    assert ran.outcomes == {"failed": 1, "passed": 2}
    assert "INTERNALERROR" not in ran.text
    assert ran.told_of("test_two_visitors").splitlines()[-2:] == [
        f"{' HubSpot evidence was not kept (teardown) ':-^80}",
        f"{tmp_path / named('two-visitors')}/hubspot-1.json: evidence cannot be written (Not a directory); "
        "make room there, or name a folder that is yours",
    ]
    assert f"\nthat of 2 tests was not kept: {tmp_path / named('look')}/hubspot-1.json: evidence" in ran.text
