"""`hstrack tracker record`, with HubSpot played by a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.capture.sources.recording import Recording
from harness.cli.main import cli
from tests.portal_server import PortalServer

HOSTS = ["js.hs-analytics.net", "js.hs-banner.com", "js.hs-scripts.com", "js.hscollectedforms.net"]
NOWHERE = "::127.0.0.1:1"
ACME = "https://www.acme.test/"

Record = Callable[..., Result]


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Runs the command with a file in the test's own folder."""

    def run(*options: str, connect_to: str = NOWHERE, portal: int = 4242, output: Path | None = None) -> Result:
        arguments = ["tracker", "record", "--portal", str(portal), "-o", str(output or tmp_path / "portal.har")]
        return CliRunner().invoke(cli, [*arguments, "--connect-to", connect_to, *options])

    return run


@pytest.mark.browser
def test_the_portals_scripts_are_recorded_and_can_be_replayed_and_no_other_host_is_asked(
    record: Record, hubspot_host: PortalServer, tmp_path: Path
) -> None:
    path = tmp_path / "portal.har"
    stranger = "new Image().src = 'https://ads.stranger.test/pixel.gif';"
    hubspot_host.answers["js.hscollectedforms.net/collectedforms.js"] = (200, "text/javascript", stranger.encode())

    result = record(connect_to=hubspot_host.connect_to)

    *listed, last = result.output.splitlines()
    recording = Recording.read(path)
    assert last == f"{path}: replay it with pytest --hubspot-tracker=replay:{path}"
    assert [line.split()[-1] for line in listed] == [answer.url for answer in recording.answers]
    assert sorted(answer.url.split("/")[2] for answer in recording.answers) == HOSTS
    assert hubspot_host.hosts == HOSTS


@pytest.mark.browser
def test_no_hit_leaves_and_nothing_that_tells_a_visitor_is_kept(
    record: Record, hubspot_host: PortalServer, tmp_path: Path
) -> None:
    loader = "//js.hs-scripts.com/4242.js?utk=0123456789abcdef0123456789abcdef&v=3"
    page = f"<!doctype html><script id=hs-script-loader src='{loader}'></script>"
    hubspot_host.answers["www.acme.test/"] = (200, "text/html", page.encode())

    record("--url", f"{ACME}?token=secret", connect_to=hubspot_host.connect_to)

    log = json.loads((tmp_path / "portal.har").read_text())["log"]
    assert [page["title"] for page in log["pages"]] == ["www.acme.test"]
    assert sorted(entry["request"]["url"].partition("?")[2] for entry in log["entries"]) == ["", "", "", "v=3"]
    assert {header["name"] for entry in log["entries"] for header in entry["response"]["headers"]} == {"content-type"}
    assert [entry["request"]["headers"] for entry in log["entries"]] == [[], [], [], []]
    assert hubspot_host.hits == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("options", "portal", "sentence"),
    [
        pytest.param(
            (), 99, "https://js.hs-scripts.com/99.js was answered with 404: HubSpot has no such", id="a portal"
        ),
        pytest.param(("--hublet", "eu1"), 4242, "https://js-eu1.hs-scripts.com/4242.js was answered", id="a hublet"),
        pytest.param(("--url", ACME), 4242, "the page asked for no tracking code of portal 4242; check", id="a loader"),
    ],
)
def test_what_hubspot_or_the_page_has_not_is_told(
    options: tuple[str, ...], portal: int, sentence: str, record: Record, hubspot_host: PortalServer, tmp_path: Path
) -> None:
    result = record(*options, portal=portal, connect_to=hubspot_host.connect_to)

    assert str(result.exception).startswith(sentence)
    assert not (tmp_path / "portal.har").exists()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param((), "js.hs-scripts.com cannot be reached: [Errno 111] Connection refused; check", id="HubSpot"),
        pytest.param(("--url", ACME), f"{ACME}: the host cannot be reached: its name is unknown or", id="the page"),
    ],
)
def test_a_network_that_is_not_there_is_told(options: tuple[str, ...], sentence: str, record: Record) -> None:
    assert str(record(*options).exception).startswith(sentence)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(
            ("--hublet", "europe"), "--hublet 'europe' is no hublet; write one such as na1 or eu1", id="hublet"
        ),
        pytest.param(("--url", "www.acme.test"), "'www.acme.test' is not the address of a web page; write", id="page"),
        pytest.param(("--connect-to", "x"), "--connect-to 'x' has 1 of 4 fields", id="address"),
    ],
)
def test_what_cannot_be_meant_is_told_before_a_browser_is_started(
    options: tuple[str, ...], sentence: str, record: Record
) -> None:
    assert str(record(*options).exception).startswith(sentence)


@pytest.mark.parametrize("name", ["", "gone/portal.har"], ids=["a folder", "no folder"])
def test_a_place_that_cannot_be_written_to_is_told_before_a_browser_is_started(
    name: str, record: Record, tmp_path: Path
) -> None:
    path = tmp_path / name

    assert str(record(output=path).exception) == (
        f"{path}: a recording cannot be written there; name a file in a folder that exists"
    )
