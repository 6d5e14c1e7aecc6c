"""`hstrack collector` says how to be reached, shows and saves calls, and ends when it is told to."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from harness.api.client import CollectorClient
from harness.cli._calls import call_file, line_of
from harness.cli.collector import command
from harness.errors import UsageError
from tests.api.asking import FORM, teller

EVENT = b'{"eventName": "pe4242_signed_up", "email": "ada@acme.test"}'


@contextmanager
def collector(*options: str) -> Iterator[subprocess.Popen[str]]:
    """A collector in a process of its own, as a person starts it."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "harness", "collector", "--port", "0", *options], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def first_lines(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    lines = iter(process.stdout.readline, "Calls are shown here as they come; Ctrl-C ends.\n")
    return "".join(lines)


def test_a_collector_is_pointed_at_looked_at_and_ended(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    with collector("--portal", "4242", "--token", "secret", "--save", str(file)) as process:
        said = first_lines(process)
        base = said.split()[5].rstrip(";")
        headers = {"content-type": "application/json", "authorization": "Bearer secret"}
        with urlopen(Request(f"{base}/events/v3/send", EVENT, headers)) as answer:  # noqa: S310 - this machine
            assert answer.status == 204
        (call,) = CollectorClient(base).calls
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)

    assert f'HubSpot(access_token="secret", host="{base}")' in said
    assert rest.strip() == "POST /events/v3/send, answered with 204: event pe4242_signed_up"
    assert process.returncode == 0
    saved = json.loads(file.read_text())
    assert (saved["number"], saved["path"], saved["good"]) == (1, call.path, True)
    assert "a***@acme.test" in file.read_text()
    assert "ada@" not in file.read_text()
    assert "secret" not in file.read_text()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(["--rate", "fast"], "--rate 'fast': wanted calls and seconds, such as 100/10", id="rate"),
        pytest.param(
            ["--save", "nowhere/calls.jsonl"],
            "nowhere/calls.jsonl: the calls cannot be written there (No such file or directory); name another file",
            id="file",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(options: list[str], sentence: str) -> None:
    result = CliRunner().invoke(command, options)

    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == sentence


def test_the_help_has_no_figure_that_the_service_does_not_keep() -> None:
    assert re.search(r"default:\s+10/1", CliRunner().invoke(command, ["--help"]).output)


def test_addresses_are_masked_however_they_are_written(tmp_path: Path) -> None:
    ask = teller()
    body = {"fields": [{"name": "email", "value": "ada@acme.test"}, {"name": "friend", "value": "grace@acme.test"}]}
    with call_file(tmp_path / "calls.jsonl") as add:
        add(ask("POST", FORM, body))
        add(ask("GET", "/v1/event?_a=4242&_n=1&email=ada%40acme.test"))
        add(ask("POST", FORM, b"\xff ada@acme.test"))

    text = (tmp_path / "calls.jsonl").read_text()

    assert len(text.splitlines()) == 3
    assert "a***@acme.test" in text
    assert re.search("ada(@|%40)|grace", text) is None


def test_a_call_that_cannot_be_written_is_told_and_the_service_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full; run it on Linux")
    with suppress(OSError), call_file(full) as add:
        add(teller()("GET", "/nowhere"))

    assert capsys.readouterr().err == ("hstrack: /dev/full: call 1 could not be written (No space left on device)\n")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        pytest.param(
            "/v1/event?_a=4242&_n=1&id=7", "GET /v1/event, answered with 200: API event 1", id="something counted"
        ),
        pytest.param(
            "/crm/v3/objects/contacts",
            "GET /crm/v3/objects/contacts, answered with 200: read records",
            id="nothing to count",
        ),
        pytest.param(
            "/v1/event?_a=4242&_n=1",
            "GET /v1/event, answered with 200: missing-identity, one of email and id is required, or nobody gets the "
            "event",
            id="fault",
        ),
    ],
)
def test_a_call_is_told_in_a_line(path: str, line: str) -> None:
    assert line_of(teller()("GET", path)) == line
