"""A browser somewhere else."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from harness.audit.gather import Gathering, gather, site_target
from harness.capture.endpoint import Endpoint
from harness.capture.tap import BareTap
from harness.errors import BrowserError, UsageError
from harness.stage.browsers import far_browser, find_browser, launch_options
from harness.stage.site import load_site, site_folder


@pytest.mark.parametrize(
    ("url", "is_cdp"),
    [
        pytest.param("ws://10.0.0.9:4000/browser", False, id="a server of Playwright"),
        pytest.param("ws://10.0.0.9:9222/devtools/browser/1", True, id="a debugger's socket"),
        pytest.param("http://10.0.0.9:9222", True, id="a debugging port"),
    ],
)
def test_an_address_tells_which_protocol_is_spoken(url: str, is_cdp: bool) -> None:
    assert Endpoint.parse(url).is_cdp is is_cdp


@pytest.mark.parametrize(
    ("url", "relay", "told"),
    [
        pytest.param("10.0.0.9:4000", None, "--browser-endpoint '10.0.0.9:4000' is none; write ws://", id="no address"),
        pytest.param("ws://a.test", "a.test", "--relay-address 'a.test' is no IPv4 address; write", id="a name"),
    ],
)
def test_what_is_no_endpoint_is_told(url: str, relay: str | None, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        Endpoint.parse(url, relay)

    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("endpoint", "guests"),
    [
        pytest.param(Endpoint(url="ws://10.0.0.9:1/"), set(), id="on loopback the user's own"),
        pytest.param(Endpoint(url="ws://10.0.0.9:1/", relay="10.0.0.7"), {"10.0.0.9"}, id="the browser's machine"),
        pytest.param(
            Endpoint(url="ws://127.0.0.1:1/", relay="10.0.0.7"),
            {"127.0.0.1", "10.0.0.7"},
            id="this machine by its network",
        ),
    ],
)
def test_a_relay_off_loopback_serves_the_browsers_machine_only(endpoint: Endpoint, guests: set[str]) -> None:
    assert endpoint.guests() == guests


def test_a_machine_without_an_address_is_told() -> None:
    with pytest.raises(BrowserError, match=r"nowhere\.invalid, where the browser runs, has no address"):
        Endpoint(url="ws://nowhere.invalid:1/", relay="10.0.0.7").guests()


@pytest.fixture(scope="module")
def launched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Chromium that `playwright launch-server` has started."""
    found = find_browser("chromium")
    options = launch_options(found)
    config = tmp_path_factory.mktemp("server") / "config.json"
    told = {"executablePath": options.get("executable_path"), "args": options.get("args", []), "host": "127.0.0.1"}
    config.write_text(json.dumps({**{key: value for key, value in told.items() if value}, "headless": True}))
    command = [sys.executable, "-m", "playwright", "launch-server", "--browser", "chromium", "--config", str(config)]
    # A group of its own: what answers is a child of the command.
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603 - our own
    try:
        assert server.stdout
        yield server.stdout.readline().strip()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.communicate()


@pytest.mark.browser
def test_the_relay_sees_the_hits_of_a_browser_elsewhere(launched: str) -> None:
    how = Gathering(browser=far_browser("chromium"), endpoint=Endpoint.parse(launched))
    gathered = gather([site_target(load_site(site_folder("spa")))], how)

    assert gathered.problems == []
    assert [hit.kind for hit in gathered.visits[0].hits][:1] == ["page view"]


@pytest.mark.browser
def test_a_browser_that_does_not_answer_is_told() -> None:
    how = Gathering(browser=far_browser("chromium"), endpoint=Endpoint.parse("ws://127.0.0.1:9/"))

    with pytest.raises(BrowserError, match=r"no browser answered at ws://127\.0\.0\.1:9/"):
        gather([site_target(load_site(site_folder("spa")))], how)


@pytest.mark.parametrize(
    ("guests", "answer"),
    [
        pytest.param({"10.0.0.9"}, b"HTTP/1.1 403 ", id="another machine"),
        pytest.param({"127.0.0.1"}, b"HTTP/1.1 200 ", id="the browser's"),
    ],
)
def test_a_relay_with_guests_turns_everybody_else_away(guests: set[str], answer: bytes) -> None:
    tap = BareTap(guests=frozenset(guests))
    tap.start()
    try:
        port = int(tap.context_args()["proxy"]["server"].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"CONNECT track.hubspot.com:443 HTTP/1.1\r\nHost: track.hubspot.com:443\r\n\r\n")
            assert client.recv(100).startswith(answer)
    finally:
        tap.stop()
