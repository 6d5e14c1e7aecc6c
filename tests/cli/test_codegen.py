"""`hstrack codegen`: somebody browses on a virtual screen, and the test that comes of it holds them to it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.async_api import Browser, Page, Playwright

from harness.audit.testing import malformed, page_view, timeline
from harness.capture.launch import launch
from harness.capture.tap import BareTap, Surroundings
from harness.capture.timeline import Timeline
from harness.cli.codegen import _mark, _options
from harness.cli.main import cli
from harness.codegen import session
from harness.errors import BrowserError
from harness.plan.plan import Plan
from harness.plan.read import parse_plan
from harness.stage import browsers
from harness.stage.browsers import FoundBrowser, find_browser, find_headed_browser
from harness.stage.site import load_site, site_folder
from tests.nested import SETTINGS, run_pytest

ROOT = Path(__file__).parents[2]

Visit = Callable[[Page, "Future[None]"], Awaitable[None]]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A screen that nobody sees, and a browser that shows windows on it."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed; as root on Debian or Ubuntu, hstrack browsers --screen installs it")
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with (
        os.fdopen(reading) as display,
        subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as xvfb,  # noqa: S603 - as found
    ):
        try:
            os.close(writing)
            monkeypatch.setenv("DISPLAY", f":{display.readline().strip()}")
            _see_to_a_browser()
            yield
        finally:
            xvfb.terminate()


def _see_to_a_browser() -> None:
    try:
        find_headed_browser()
    except BrowserError as error:
        pytest.skip(f"{error}; hstrack browsers --firefox installs Firefox")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project that has tests."""
    (tmp_path / "pytest.ini").write_text(SETTINGS)
    (tmp_path / "tests").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def without_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that needs no screen in the place of one that shows itself."""

    async def start(playwright: Playwright, found: FoundBrowser, tap: BareTap, *, headless: bool) -> Browser:
        return await launch(playwright, found, tap)

    monkeypatch.setattr(session, "launch", start)
    monkeypatch.setattr(browsers, "find_headed_browser", lambda _: find_browser("chromium"))


def hit(page: Page, endpoint: str) -> AbstractAsyncContextManager[object]:
    """Waits for a hit, as somebody does who watches the list."""
    return page.context.expect_event("requestfinished", lambda request: endpoint in request.url)


def view(page: Page) -> AbstractAsyncContextManager[object]:
    """Waits for a page view."""
    return hit(page, "/__ptq.gif?k=1&")


def event(page: Page) -> AbstractAsyncContextManager[object]:
    """Waits for a custom event."""
    return hit(page, "/__ptbe.gif")


TRACKED = """() => new Promise((tracked) => {
  const isTracked = () => window._hsq && _hsq.push !== Array.prototype.push;
  const look = () => (isTracked() ? tracked() : requestAnimationFrame(look));
  look();
})"""


async def sign_up(page: Page, over: Future[None]) -> None:
    """Registers for a course, signs up, goes back, and closes the browser."""
    await page.evaluate(TRACKED)  # Nobody clicks so soon that the page is not tracked yet.
    async with view(page):
        await page.get_by_role("link", name="Courses", exact=True).click()
    async with event(page):
        await page.get_by_role("button", name="Register for Counting stars").click()
    async with view(page):
        await page.get_by_role("link", name="Sign up").click()
    await page.get_by_label("E-mail").press_sequentially("grace@acme.test")
    async with view(page):
        await page.get_by_label("E-mail").press("Enter")
    async with view(page):
        await page.go_back()
    await page.close()


async def buy(page: Page, over: Future[None]) -> None:
    """Goes to the shop on the other domain, buys something, and closes the browser."""
    await page.evaluate(TRACKED)
    async with view(page):
        await page.get_by_role("link", name="Products", exact=True).first.click()
    await page.get_by_role("button", name="Show more products").click()
    async with view(page):
        await page.get_by_role("link", name="Heron").click()
    async with event(page):
        await page.get_by_role("button", name="Buy").click()
    await page.close()


@pytest.mark.browser
def test_a_recorded_visit_is_a_test_that_passes_and_fails_when_the_site_breaks(
    screen: None, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "sites/spa", project / "site")
    monkeypatch.setattr(session, "browse", sign_up)

    told = CliRunner().invoke(cli, ["codegen", "--site", "site"], catch_exceptions=False)

    assert told.exit_code == 0
    assert told.output.splitlines()[-2:] == [
        "tests/test_tracking.py: run it with pytest tests/test_tracking.py",
        "tests/tracking-plan.yaml: what may be sent, by what was; read it through",
    ]
    assert "  hit: page view of /courses, title 'Courses | Acme Academy'" in told.output.splitlines()
    text, plan = (Path("tests", name).read_text() for name in ("test_tracking.py", "tracking-plan.yaml"))
    assert text.partition("@pytest")[2] == SIGN_UP
    assert isinstance(parse_plan(plan), Plan)
    assert "grace" not in text + plan

    app = shutil.copytree("site", Path("broken-site")) / "pages/app.js"
    app.write_text(app.read_text().replace('"trackCustomBehavioralEvent"', '"trackNothing"'))
    Path("tests/test_broken.py").write_text(text.replace('site="site"', 'site="broken-site"'))
    done = run_pytest(project, "-v")
    assert done.outcomes == {"passed": 1, "failed": 1}, done.stdout
    assert "tests/test_tracking.py::test_the_visit_is_tracked[chromium] PASSED" in done.stdout
    assert "expected event pe4242_course_registration to carry" in done.stdout


SIGN_UP = """.mark.hubspot(site="site")
def test_the_visit_is_tracked(page: Page, hubspot: Hubspot) -> None:
    page.goto("https://www.acme.test/")
    expect(hubspot.page_view("/")).to_be_sent()

    page.get_by_role("link", name="Courses", exact=True).click()
    expect(hubspot.page_view("/courses")).to_be_sent()

    page.get_by_role("button", name="Register for Counting stars").click()
    expect(hubspot.event("pe4242_course_registration")).to_carry(
        course_id="Math101",
        course_name="Counting stars",
        price=90,
    )

    page.get_by_role("link", name="Sign up").click()
    expect(hubspot.page_view("/sign-up")).to_be_sent()

    page.get_by_role("textbox", name="E-mail").fill("ada@example.test")
    page.get_by_role("textbox", name="E-mail").press("Enter")
    expect(hubspot.identity(email="ada@example.test")).to_arrive_with(
        hubspot.page_view("/welcome"),
    )

    page.go_back()
    expect(hubspot.page_view("/sign-up")).to_be_sent(times=2)

    expect(hubspot).to_have_walked("/", "/courses", "/sign-up", "/welcome", "/sign-up")
"""


@pytest.mark.browser
def test_a_visit_over_two_domains_is_a_test_that_passes(
    without_window: None, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "browse", buy)

    told = CliRunner().invoke(cli, ["codegen", "--site", "shop-cross-domain"], catch_exceptions=False)

    assert told.exit_code == 0
    text = Path("tests/test_tracking.py").read_text()
    assert 'expect(hubspot.page_view("/heron", host="acme-shop.test")).to_be_sent()' in text
    assert text.endswith("    expect(hubspot.hit()).to_come_from(hubspot.visitor)\n")
    done = run_pytest(project)
    assert done.outcomes == {"passed": 1}, done.stdout


@pytest.mark.browser
def test_ctrl_c_ends_the_visit_and_keeps_it(screen: None, project: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "harness", "codegen", "--site", "spa"],
        stdout=subprocess.PIPE, text=True, start_new_session=True,
    ) as command:  # fmt: skip
        assert command.stdout
        listed = [next(command.stdout), next(command.stdout)]
        os.killpg(command.pid, signal.SIGINT)  # As a terminal does: to the browser, too.
        assert command.wait(60) == 0

    assert listed == ['page.goto("https://www.acme.test/")\n', "  hit: page view of /, title 'Acme Academy'\n"]
    assert 'expect(hubspot).to_have_walked("/")' in Path("tests/test_tracking.py").read_text()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param((), "there is nothing to open; give a URL, or --site for a sample site", id="nothing"),
        pytest.param(("www.acme.test",), "'www.acme.test' is not the address of a web page; write", id="address"),
        pytest.param(("--site", "gone"), "", id="site"),
        pytest.param(("--site", "spa", "--tracker", "mine"), "there is no tracker 'mine'; take standin,", id="tracker"),
        pytest.param(("--site", "spa", "-o", "pytest.ini"), "pytest.ini: is there already and is not", id="test"),
        pytest.param(("--site", "spa", "--plan", "pytest.ini"), "pytest.ini: is there already and is not", id="plan"),
        pytest.param(("--site", "spa"), "there is no screen to show a browser on", id="screen"),
    ],
)
def test_what_cannot_be_done_is_told_before_a_browser_opens(
    arguments: tuple[str, ...], sentence: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    told: Result = CliRunner().invoke(cli, ["codegen", *arguments])

    assert str(told.exception).startswith(sentence)
    assert sorted(path.name for path in project.iterdir()) == ["pytest.ini", "tests"]


@pytest.mark.parametrize(
    ("site", "around", "seen", "mark"),
    [
        pytest.param(None, Surroundings(live=True), timeline(), {"live": True}, id="an address"),
        pytest.param("spa", Surroundings(), timeline(), {"site": "spa"}, id="a site"),
        pytest.param(
            None,
            Surroundings(live=True, tracker="replay:portal.har"),
            timeline(malformed("no k")),
            {"live": True, "tracker": "replay:portal.har", "allow": ["malformed"]},
            id="a recording, and a malformed hit",
        ),
        pytest.param(
            "spa",
            Surroundings(site=load_site(site_folder("spa"))),
            timeline(page_view(portal_id=7)),
            {"site": "spa", "allow": ["foreign-portal"]},
            id="a hit of a foreign portal",
        ),
    ],
)
def test_the_marker_says_what_the_test_needs(
    site: str | None, around: Surroundings, seen: Timeline, mark: dict[str, object]
) -> None:
    assert _mark(site, around, seen) == mark


def test_moved_addresses_are_options_of_the_test() -> None:
    assert _options(("www.acme.test:443:10.0.0.7",), ("a b::c:",)) == [
        "--hubspot-resolve=www.acme.test:443:10.0.0.7",
        "'--hubspot-connect-to=a b::c:'",
    ]
