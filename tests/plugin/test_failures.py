"""What a user reads when a test fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.conftest import Ran, run_tests
from tests.plugin.test_reports import evidence_in

pytestmark = pytest.mark.browser

# The scripts of 2023 send no hit for the click itself, which may share its millisecond with the event.
UNMET = """
@pytest.mark.hubspot(portal={"generation": "2023"})
def test_registration(page, hubspot):
    page.goto(HOME + "courses")
    page.get_by_role("button", name="Register for Counting stars").click()
    expect(hubspot.event("pe4242_course_registration")).to_carry(course_id="Math301", timeout=200)
"""
OTHERS = """
def test_title(page, hubspot):
    page.goto(HOME)
    expect(hubspot.page_view("/")).to_be_sent()
    page.evaluate("fetch('https://cdn.other.test/').catch(() => null)")
    expect(page).to_have_title("Acme Bistro", timeout=1)

def test_two_visitors(page, hubspot, browser):
    browser.new_page().goto(HOME)
    assert 1 + 1 == 3
"""
LEFTOVERS = """
SEND = "url => { new Image().src = 'https://track.hubspot.com' + url; }"

# marker
def test_malformed(page, hubspot):
    page.goto(HOME)
    page.evaluate(SEND, "/__ptq.gif?k=1&a=none")

# marker
def test_script_error(page, hubspot):
    page.goto(HOME)
    page.evaluate(SEND, "/__pto.gif?w=1700000000000&m=oops&n=TypeError")

# marker
def test_foreign_portal(page, hubspot):
    page.goto(HOME)
    page.evaluate(SEND, "/__ptq.gif?k=1&a=7&pu=https%3A%2F%2Fwww.acme.test%2F&cts=1700000000000")
"""
BY_NAME = '@pytest.mark.hubspot(allow=["malformed", "script-error", "foreign-portal"])'
ALLOWED = LEFTOVERS.replace("# marker", BY_NAME).replace("def test_", "def test_allowed_")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the run takes place."""
    return tmp_path_factory.mktemp("failures")


@pytest.fixture(scope="module")
def ran(folder: Path) -> Ran:
    """One run for all claims."""
    return run_tests(folder, UNMET + OTHERS + LEFTOVERS + ALLOWED)


def test_an_unmet_expectation_ends_with_the_users_line_and_tells_the_whole_story(ran: Ran) -> None:
    assert ran.told_of("test_registration") == REGISTRATION


def test_a_failure_without_a_timeline_gets_one(ran: Ran) -> None:
    assert ran.told_of("test_title").partition("HubSpot tracking")[2] == TITLE
    assert "- HubSpot tracking, context 1 -" in ran.told_of("test_two_visitors")
    assert "- HubSpot tracking, context 2 -" in ran.told_of("test_two_visitors")


def test_what_the_tracking_leaves_behind_fails_a_test_that_passed_unless_it_is_allowed_by_name(ran: Ran) -> None:
    assert ran.outcomes == {"failed": 6, "passed": 3}
    assert ran.told_of("test_malformed") == MALFORMED
    assert ran.told_of("test_script_error").startswith("1 script error report\n\ntimeline in seconds, > what was found")
    assert ran.told_of("test_script_error").endswith('by name: @pytest.mark.hubspot(allow="script-error")')
    assert ran.told_of("test_foreign_portal").startswith("1 hit of a foreign portal: 7\n\ntimeline in seconds, > what")
    assert ran.told_of("test_foreign_portal").endswith('by name: @pytest.mark.hubspot(allow="foreign-portal")')


def test_no_evidence_is_kept_unless_it_is_asked_for(ran: Ran, folder: Path) -> None:
    assert ran.outcomes["failed"] > 0
    assert evidence_in(folder) == []


REGISTRATION = """\
page = <Page url='https://www.acme.test/courses'>
hubspot = <harness.hubspot.Hubspot object at 0x0>

    @pytest.mark.hubspot(portal={"generation": "2023"})
    def test_registration(page, hubspot):
        page.goto(HOME + "courses")
        page.get_by_role("button", name="Register for Counting stars").click()
>       expect(hubspot.event("pe4242_course_registration")).to_carry(course_id="Math301", timeout=200)
E       AssertionError: expected event pe4242_course_registration to carry course_id 'Math301'
E       but it was sent once, without that
E
E       nearest miss: event pe4242_course_registration  (app.js:68)
E         course_id: wanted 'Math301', was 'Math101'
E
E       timeline in seconds, ~ the nearest miss:
E            0.000  load      https://www.acme.test/courses
E            0.000  call      _hsq.push(["setPath", "/courses"])  (app.js:37 show)
E            0.000  hit       page view of /courses, title 'Courses | Acme Academy'  (automatic)
E            0.000  call      _hsq.push(["trackCustomBehavioralEvent", {"name": "pe4242_course_registration", \
"properties": {"course_id": "Math101", "course_na…)  (app.js:68)
E       ~    0.000  hit       event pe4242_course_registration, course_id 'Math101', course_name 'Counting stars', \
price '90'  (app.js:68)

test_inner.py:14: AssertionError"""
TITLE = """\
 -------------------------------
timeline in seconds:
     0.000  load      https://www.acme.test/
     0.000  call      _hsq.push(["setPath", "/"])  (app.js:37 show)
     0.000  hit       page view of /, title 'Acme Academy'  (automatic)
     0.000  refused   cdn.other.test:443, this run is hermetic, and the host is neither a site of the run nor allowed
     0.000  request   net::ERR_TUNNEL_CONNECTION_FAILED"""
MALFORMED = """\
1 malformed hit

timeline in seconds, > what was found:
     0.000  load      https://www.acme.test/
     0.000  call      _hsq.push(["setPath", "/"])  (app.js:37 show)
     0.000  hit       page view of /, title 'Acme Academy'  (automatic)
>    0.000  malformed https://track.hubspot.com/__ptq.gif?k=1&a=none: a (portal id) is 'none': wanted a whole \
number  (cause unknown)

If this is on purpose, allow it by name: @pytest.mark.hubspot(allow="malformed")"""
