"""What a failed test leaves in reports and on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from harness.audit.evidence import load_visits
from harness.cli.main import cli
from tests.plugin.conftest import Run

pytestmark = pytest.mark.browser

RETAIN = "--hubspot-evidence=retain-on-failure"
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
LOOK = """
def test_look(page, hubspot):
    page.goto(HOME)
"""
HOSTILE = """
def test_hostile(page, hubspot):
    page.goto(HOME)
    name = "</script><img src=x onerror='window.hacked = 1'>"
    page.evaluate("name => { _hsq.push(['trackCustomBehavioralEvent', { name }]); }", name)
    expect(hubspot.event()).to_be_sent()
    assert 1 + 1 == 3
"""


def left_in(folder: Path) -> list[str]:
    """The files below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_evidence_of_a_failed_test_lies_beside_its_trace_and_can_be_judged(run: Run, pytester: pytest.Pytester) -> None:
    ran = run(SIGN_UP + LOOK, RETAIN, "--tracing=retain-on-failure", "--junitxml=junit.xml")
    file = Path("test-results/test-inner-py-test-sign-up-chromium/hubspot-1.json")

    assert ran.outcomes == {"failed": 1, "passed": 1}
    assert left_in(pytester.path / "test-results") == [
        "test-inner-py-test-sign-up-chromium/hubspot-1.json",
        "test-inner-py-test-sign-up-chromium/trace.zip",
    ]
    assert f"- HubSpot evidence (teardown) -{'-' * 25}\n{file}\n" in ran.text
    assert f'<property name="hubspot_evidence" value="{file}"' in (pytester.path / "junit.xml").read_text()
    [visit] = load_visits(file)
    assert (visit.journey, visit.start_url) == (
        "test test_inner.py::test_sign_up[chromium]",
        "https://www.acme.test/sign-up",
    )
    assert visit.hits[-1].identity is not None
    assert visit.hits[-1].identity.email == "a***@acme.test"
    assert visit.browser.startswith("chromium ")
    assert (
        CliRunner().invoke(cli, ["judge", str(file)]).stdout.startswith("test test_inner.py::test_sign_up[chromium] of")
    )
    assert "  - /welcome  # 1 page view" in CliRunner().invoke(cli, ["plan", "infer", str(file)]).stdout


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        pytest.param((), [], id="unless it is asked for"),
        pytest.param(("--hubspot-evidence=off",), [], id="off"),
        pytest.param(
            ("--hubspot-evidence=on", "--output=out"),
            [
                "out/test-inner-py-test-look-chromium/hubspot-1.json",
                "out/test-inner-py-test-two-visitors-chromium/hubspot-1.json",
                "out/test-inner-py-test-two-visitors-chromium/hubspot-2.json",
            ],
            id="on",
        ),
    ],
)
def test_evidence_is_kept(options: tuple[str, ...], kept: list[str], run: Run, pytester: pytest.Pytester) -> None:
    ran = run(LOOK + TWO_VISITORS, *options)

    assert ran.outcomes == {"failed": 1, "passed": 1}
    assert [name for name in left_in(pytester.path) if "hubspot-" in name] == kept


def test_failures_around_a_test_are_told_once_and_kept(run: Run, pytester: pytest.Pytester) -> None:
    code = """
@pytest.fixture
def ready(page, hubspot):
    page.goto(HOME)
    raise RuntimeError("not ready")

@pytest.fixture
def cleaned(page, hubspot):
    yield
    raise RuntimeError("not cleaned")

def test_setup(ready): pass

def test_teardown(page, cleaned):
    page.goto(HOME)

def test_both(page, cleaned):
    page.goto(HOME)
    assert 1 + 1 == 3
"""

    ran = run(code, RETAIN)

    assert ran.outcomes == {"failed": 1, "passed": 1, "errors": 3}
    assert ran.text.count("timeline in seconds") == 3
    assert left_in(pytester.path / "test-results") == [
        "test-inner-py-test-both-chromium/hubspot-1.json",
        "test-inner-py-test-setup-chromium/hubspot-1.json",
        "test-inner-py-test-teardown-chromium/hubspot-1.json",
    ]


def test_what_is_sent_after_the_failure_is_kept_as_well(run: Run) -> None:
    code = """
@pytest.fixture
def leaving(page, hubspot):
    yield
    page.goto(HOME + "about")
    expect(hubspot.page_view("/about")).to_be_sent()

def test_leaving(page, leaving):
    page.goto(HOME)
    expect(page).to_have_title("Acme Bistro", timeout=1)
"""

    run(code, RETAIN)

    [visit] = load_visits(Path("test-results/test-inner-py-test-leaving-chromium/hubspot-1.json"))
    assert [hit.phrase for hit in visit.hits] == ["page view of /", "page view of /about"]


def test_evidence_outlives_the_browser(run: Run) -> None:
    code = """
import os

def test_crash(page, hubspot, browser):
    page.goto(HOME)
    expect(hubspot.page_view("/")).to_be_sent()
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    os.kill(next(each["id"] for each in processes if each["type"] == "browser"), 9)
    page.get_by_text("never").wait_for()
"""

    ran = run(code, RETAIN)

    assert ran.outcomes == {"failed": 1, "errors": 1}
    assert ran.text.count("timeline in seconds") == 1
    [visit] = load_visits(Path("test-results/test-inner-py-test-crash-chromium/hubspot-1.json"))
    assert [hit.phrase for hit in visit.hits] == ["page view of /"]


def test_a_place_that_cannot_be_written_is_one_sentence_and_no_failure(run: Run, pytester: pytest.Pytester) -> None:
    block = 'from pathlib import Path\n\ndef test_block():\n    Path("test-results").touch()\n'

    ran = run(block + LOOK + TWO_VISITORS, "--hubspot-evidence=on")

    assert ran.outcomes == {"failed": 1, "passed": 2}
    assert "INTERNALERROR" not in ran.text
    place = pytester.path / "test-results" / "test-inner-py-test-two-visitors-chromium" / "hubspot-1.json"
    assert ran.told_of("test_two_visitors").splitlines()[-2:] == [
        f"{' HubSpot evidence was not kept (teardown) ':-^80}",
        f"{place}: evidence cannot be written (Not a directory); make room there, or name a folder that is yours",
    ]
    assert f"\nthat of 2 tests was not kept: {pytester.path}/test-results/test-inner-py-" in ran.text


def test_tests_of_several_processes_keep_their_evidence(run: Run, pytester: pytest.Pytester) -> None:
    # Each process of pytest-playwright empties the folder when it begins, perhaps after another has kept something.
    conftest = """
        import pytest

        @pytest.fixture(scope="session", autouse=True)
        def delete_output_dir(): pass
    """
    code = TWO_VISITORS + SIGN_UP

    ran = run(code, RETAIN, "-n", "2", conftest=conftest)

    assert ran.outcomes == {"failed": 2}
    assert left_in(pytester.path / "test-results") == [
        "test-inner-py-test-sign-up-chromium/hubspot-1.json",
        "test-inner-py-test-two-visitors-chromium/hubspot-1.json",
        "test-inner-py-test-two-visitors-chromium/hubspot-2.json",
    ]


@pytest.mark.parametrize("options", [(), ("--self-contained-html",)], ids=["with assets", "in one file"])
def test_pytest_html_links_timeline_and_evidence_and_escapes_them(
    options: tuple[str, ...], run: Run, pytester: pytest.Pytester, page: Page
) -> None:
    run(HOSTILE, RETAIN, "--html=reports/run.html", *options)

    page.goto((pytester.path / "reports" / "run.html").as_uri())
    links = page.locator(".col-links__extra")
    assert links.all_inner_texts() == ["HubSpot tracking", "hubspot-1.json"]
    assert "</script><img src=x" in page.locator(".log").inner_text()
    assert page.locator(".log").inner_text().count("timeline in seconds") == 1
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert (pytester.path / "reports" / str(links.last.get_attribute("href"))).resolve().is_file()


def test_allure_has_timeline_and_evidence_as_attachments(run: Run, pytester: pytest.Pytester) -> None:
    run(SIGN_UP, RETAIN, "--alluredir=allure")

    [result] = [json.loads(file.read_text()) for file in (pytester.path / "allure").glob("*-result.json")]
    attached = {each["name"]: (pytester.path / "allure" / each["source"]).read_text() for each in result["attachments"]}
    assert list(attached) == ["HubSpot tracking", "hubspot-1.json"]
    assert attached["HubSpot tracking"].startswith("timeline in seconds:\n")
    assert json.loads(attached["hubspot-1.json"])["format"] == "hstrack-evidence"
