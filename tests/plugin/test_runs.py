"""Runs of pytest as users start them: options, markers, overrides of their own, other plugins."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.plugin.conftest import SITES, Run
from tests.plugin.test_reports import TWO_VISITORS, evidence_in

pytestmark = pytest.mark.browser

WALK = """
def test_walk(page, hubspot):
    page.goto(HOME)
    page.get_by_role("link", name="About").click()
    expect(hubspot).to_have_walked("/", "/about")
"""


def test_tests_run_in_several_processes_and_all_their_evidence_can_be_kept_elsewhere(run: Run, tmp_path: Path) -> None:
    # Each process of pytest-playwright empties the folder when it begins, perhaps after another has kept something.
    conftest = """
        import pytest

        @pytest.fixture(scope="session", autouse=True)
        def delete_output_dir(): pass
    """
    code = f"{WALK}\n{TWO_VISITORS.strip()}\n"
    options = ("--browser=chromium", "-n", "2", "--hubspot-evidence=on", "--output=out")

    ran = run(code, *options, conftest=conftest, fresh=True)

    assert ran.outcomes == {"passed": 1, "failed": 1}
    assert evidence_in(tmp_path) == [
        "out/test-inner-py-test-two-visitors-chromium/hubspot-1.json",
        "out/test-inner-py-test-two-visitors-chromium/hubspot-2.json",
        "out/test-inner-py-test-walk-chromium/hubspot-1.json",
    ]


def test_the_plugin_can_be_switched_off(run: Run) -> None:
    code = "def test_plain(): pass\n\ndef test_tracking(hubspot): pass\n"

    ran = run(code, "-p", "no:hubspot_tracking", site="", fresh=True)

    assert ran.outcomes == {"passed": 1, "errors": 1}
    assert "fixture 'hubspot' not found" in ran.told_of("test_tracking")


def test_overrides_of_the_users_own_keep_working(run: Run) -> None:
    conftest = """
        import pytest

        @pytest.fixture(scope="session")
        def browser_context_args(browser_context_args):
            return {**browser_context_args, "locale": "de-DE"}

        @pytest.fixture(scope="session")
        def browser_type_launch_args(browser_type_launch_args):
            return {**browser_type_launch_args, "args": [*browser_type_launch_args["args"], "--lang=fr"]}
    """
    code = """
def test_arguments(page, hubspot, browser_type_launch_args):
    page.goto(HOME)
    assert page.evaluate("navigator.language") == "de-DE"
    assert "--lang=fr" in browser_type_launch_args["args"]
    expect(hubspot.page_view("/")).to_be_sent(times=1)

@pytest.fixture(scope="session")
def base_url():
    return "https://staging.acme.test"

def test_the_host_of_the_base_url_is_allowed(page, hubspot):
    assert hubspot.capture.lane.table.allowed == ("staging.acme.test",)
"""

    assert run(code, conftest=conftest).outcomes == {"passed": 2}


def test_a_marker_goes_before_the_options(run: Run) -> None:
    code = f"""
pytestmark = pytest.mark.hubspot(site={str(SITES / "spa-hash")!r}, hosts="*.allowed.test", allow="foreign-portal")

def test_of_the_module(page, hubspot):
    page.goto(HOME + "#/about")
    expect(hubspot).to_have_walked("/#/about")
    assert hubspot.capture.lane.table.allowed == ("*.allowed.test", "cdn.acme.test")

@pytest.mark.hubspot(site={str(SITES / "exemplary")!r}, portal={{"portal_id": 7}})
def test_of_its_own(page, hubspot):
    page.goto(HOME + "pricing")
    expect(hubspot.page_view("/pricing")).to_be_sent()
    assert hubspot.capture.lane.portal.portal_id == 7

def test_of_the_command_line(page, hubspot):
    assert hubspot.capture.lane.portal.portal_id == 99

@pytest.mark.hubspot(allow=())
def test_that_allows_nothing(page, hubspot):
    page.goto(HOME + "#/about")
    expect(hubspot.page_view("/#/about")).to_be_sent()
"""

    ran = run(code, "--hubspot-portal=99", "--hubspot-allow-host=cdn.acme.test", "--hubspot-tracker=standin")

    assert ran.outcomes == {"passed": 3, "failed": 1}
    assert ran.told_of("test_that_allows_nothing").startswith("1 hit of a foreign portal: 4242")


@pytest.fixture
def own_app() -> Iterator[str]:
    """The address of a user's own development server, with HubSpot's loader in its page."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = b"<!doctype html><title>Own</title><script async src='//js.hs-scripts.com/4242.js'></script>"
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_application_on_this_machine_needs_no_setting(run: Run, own_app: str) -> None:
    code = """
def test_home(page, hubspot):
    page.goto("/")
    expect(hubspot.page_view("/", host="localhost", title="Own")).to_be_sent(times=1)
"""

    assert run(code, f"--base-url={own_app}", site="").outcomes == {"passed": 1}


def test_what_cannot_be_meant_is_one_sentence_and_fails_only_its_test(run: Run) -> None:
    code = """
@pytest.mark.hubspot(sites="spa")
def test_key(page, hubspot): pass

@pytest.mark.hubspot(tracker="mine")
def test_value(page, hubspot): pass

@pytest.mark.hubspot(portal={"portalid": 7})
def test_portal(page, hubspot): pass

@pytest.mark.hubspot(site="sitez")
def test_site(page, hubspot): pass

@pytest.mark.browser_context_args(proxy={"server": "http://proxy.acme.test:3128"})
def test_proxy(page, hubspot): pass

def test_proxy_in_the_test(browser, hubspot):
    browser.new_context(proxy={"server": "http://proxy.acme.test:3128"})

def test_good(page, hubspot): pass
"""
    proxy = (
        "a tapped context has the harness for its proxy; leave out proxy and name yours with --hubspot-upstream-proxy"
    )

    ran = run(code)

    assert ran.outcomes == {"passed": 1, "failed": 1, "errors": 5}
    assert ran.told_of("test_key") == (
        "the marker hubspot takes site, portal, tracker, hosts, live, allow, clock, deliver by name, not 'sites'"
    )
    assert (
        ran.told_of("test_value")
        == "the marker hubspot has tracker='mine'; tracker is 'standin', 'live' or 'replay:FILE'"
    )
    assert ran.told_of("test_portal") == (
        "the marker's portal cannot be used: Object contains unknown field `portalid`"
    )
    assert ran.told_of("test_site").startswith("'sitez' is neither a folder with a site.toml nor one of the bundled")
    assert ran.told_of("test_proxy") == proxy
    assert ran.told_of("test_proxy_in_the_test").endswith(
        '>       browser.new_context(proxy={"server": "http://proxy.acme.test:3128"})\n'
        f"E       harness.errors.UsageError: {proxy}\n\n"
        "test_inner.py:26: UsageError\n"
        "------------------------------- HubSpot tracking -------------------------------\n"
        "timeline: nothing was captured"
    )


def test_a_browser_that_is_not_there_is_one_sentence(run: Run) -> None:
    ran = run(WALK, "--hubspot-browser-path=/nowhere/chrome")

    assert ran.outcomes == {"errors": 1}
    assert ran.told_of("test_walk") == (
        "the given path names the browser '/nowhere/chrome', but no program is there; correct or remove it"
    )
