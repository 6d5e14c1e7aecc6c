"""`hstrack serve` shows a sample site to a browser that knows nothing of the harness but its proxy."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from harness.capture.timeline import Entry, Navigation, Refusal
from harness.cli import serve
from harness.cli.serve import command, line_of, serving
from harness.errors import BrowserError
from harness.stage.site import load_site, site_folder
from harness.wire.hits import Identity, Malformed, PageRef, PageView, RawRequest, Visitor

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_a_browser_sees_the_site_and_its_hits_are_told(browser: Browser) -> None:
    lines: list[str] = []
    with serving(load_site(site_folder("spa")), lines.append) as served:
        context = browser.new_context(proxy={"server": served.proxy}, ignore_https_errors=True)
        page = context.new_page()
        with page.expect_response("https://track.hubspot.com/__ptq.gif**"):
            page.goto("https://www.acme.test/courses")
        with page.expect_response("https://track.hubspot.com/__ptq.gif**"):
            page.get_by_role("link", name="About").click()
        context.close()
    views = [line.partition(", visitor")[0] for line in lines if line.startswith("page view")]
    assert views == ["page view of /courses", "page view of /about"]


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        pytest.param(
            PageView(
                page=PageRef(path="/menu"),
                visitor=Visitor(usertoken="0123456789abcdef"),
                identity=Identity(pairs=(("email", "ada@acme.test"), ("id", "7"))),
            ),
            "page view of /menu, visitor 0123456…, email='ada@acme.test', id='7'",
            id="hit of a known visitor",
        ),
        pytest.param(PageView(page=PageRef(path="/menu")), "page view of /menu, visitor unknown", id="bare hit"),
        pytest.param(
            Malformed(request=RawRequest(url="https://track.hubspot.com/__ptq.gif?k=x"), reasons=("one", "two")),
            "malformed request to https://track.hubspot.com/__ptq.gif: one; two",
            id="malformed hit",
        ),
        pytest.param(
            Refusal(host="fonts.acme.test", port=443, reason="not here", at=NOW),
            "refused fonts.acme.test: not here",
            id="refused connection",
        ),
        pytest.param(Navigation(kind="load", url="https://www.acme.test/", at=NOW), None, id="navigation"),
    ],
)
def test_an_entry_is_one_line(entry: Entry, line: str | None) -> None:
    assert line_of(entry) == line


@pytest.fixture
def chromium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only browser of the machine: it can show windows, and notes how it was started."""
    program = tmp_path / "bin" / "chromium"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        'test "$1" = --version && echo Chromium 156.0.1 && exit\n'
        f"printf '%s\\n' \"$@\" > '{tmp_path}/started'\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "downloads"))
    monkeypatch.delenv("HSTRACK_BROWSER", raising=False)
    monkeypatch.delenv("HSTRACK_FIREFOX", raising=False)
    monkeypatch.setattr("harness.stage.places.USUAL_PLACES", {})
    return program


def test_the_way_in_is_told(chromium: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "_wait_for_ever", lambda: None)
    result = CliRunner().invoke(command, ["spa", "--certificate", str(tmp_path / "authority.pem")])
    lines = result.output.splitlines()
    assert lines[0] == "A single-page application with history routing: https://www.acme.test/"
    assert lines[3].startswith(f"  {chromium} --user-data-dir=")
    assert lines[3].endswith(" https://www.acme.test/")
    assert (tmp_path / "authority.pem").read_text().startswith("-----BEGIN CERTIFICATE-----")


def test_a_browser_is_started_with_a_profile_that_goes_with_it(chromium: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["exemplary", "--open"])
    started = (tmp_path / "started").read_text().splitlines()
    options = dict(option.partition("=")[::2] for option in started)
    assert (result.exit_code, result.output, started[-1]) == (0, "", "https://www.acme.test/")
    assert options["--proxy-server"].startswith("http://127.0.0.1:")
    assert not Path(options["--user-data-dir"]).exists()


def test_a_headless_shell_cannot_be_opened(chromium: Path) -> None:
    chromium.rename(chromium.with_name("chromium-headless-shell"))
    result = CliRunner().invoke(command, ["exemplary", "--open"])
    assert isinstance(result.exception, BrowserError)
    assert str(result.exception) == (
        "no Chrome, Chromium or Edge that can show a window was found; install one, set HSTRACK_BROWSER to the path of "
        "one, or leave out --open and start a browser of your own"
    )


def test_ctrl_c_ends_quietly(chromium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(serve, "_wait_for_ever", interrupted)
    assert CliRunner().invoke(command, ["exemplary"]).exit_code == 0
