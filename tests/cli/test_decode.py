"""`hstrack decode`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from harness.cli.decode import command
from harness.errors import EvidenceError, UsageError

VIEW = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&pu=https%3A%2F%2Facme.test%2F"
EVENT = "https://track.hubspot.com/__ptbe.gif?n=pe4242_course&a=4242"
BROKEN = "https://track.hubspot.com/__ptq.gif?k=1&a=x"


def run(*arguments: str, piped: str | bytes = "") -> Result:
    return CliRunner().invoke(command, arguments, input=piped)


def har(*urls: str) -> str:
    return json.dumps({"log": {"entries": [{"request": {"method": "GET", "url": url}} for url in urls]}})


@pytest.mark.parametrize(
    ("arguments", "piped", "headlines"),
    [
        pytest.param([VIEW, EVENT], "", ["page view of /", "event pe4242_course"], id="arguments"),
        pytest.param(["-"], f"# hits\n{VIEW}\n\n  {EVENT}\n", ["page view of /", "event pe4242_course"], id="lines"),
        pytest.param(["-"], har("https://acme.test/", EVENT), ["event pe4242_course"], id="a HAR"),
        pytest.param(["-"], "\ufeff" + har(VIEW), ["page view of /"], id="a HAR with a byte-order mark"),
        pytest.param([EVENT, "-"], VIEW, ["event pe4242_course", "page view of /"], id="both"),
    ],
)
def test_hits_are_shown_in_order(arguments: list[str], piped: str, headlines: list[str]) -> None:
    result = run(*arguments, piped=piped)

    assert (result.exit_code, [part.splitlines()[0] for part in result.output.split("\n\n")]) == (0, headlines)


def test_json_has_one_object_a_line() -> None:
    result = run("--json", VIEW, EVENT)

    assert [json.loads(line)["type"] for line in result.output.splitlines()] == ["PageView", "CustomEvent"]


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["text", "json"])
def test_a_malformed_hit_is_shown_and_counts(options: list[str]) -> None:
    result = run(*options, BROKEN, VIEW)

    assert (result.exit_code, "a (portal id) is 'x': wanted a whole number" in result.output) == (1, True)


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["text", "json"])
def test_control_characters_do_not_reach_the_terminal(options: list[str]) -> None:
    result = run(*options, f"{VIEW}&t=%1B%5B2J%7F%C2%9B")

    assert result.output.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("arguments", "piped", "error", "message"),
    [
        pytest.param(
            [],
            "",
            UsageError,
            "wanted the URL of a tracking request, or - to read URLs or a HAR from standard input",
            id="nothing asked",
        ),
        pytest.param(["-"], "\n# no hit\n", UsageError, "wanted the URL of a tracking request", id="nothing piped"),
        pytest.param(["-"], "{", EvidenceError, "standard input: the text is no JSON; wanted a HAR", id="no JSON"),
        pytest.param(
            ["-"],
            har("https://acme.test/"),
            EvidenceError,
            "standard input: none of the 1 requests goes to a tracking endpoint",
            id="a HAR without hits",
        ),
    ],
)
def test_input_that_cannot_be_used_is_an_error_of_ours(
    arguments: list[str], piped: str, error: type[Exception], message: str
) -> None:
    result = run(*arguments, piped=piped)

    assert isinstance(result.exception, error)
    assert str(result.exception).startswith(message)


def test_garbage_on_standard_input_is_malformed() -> None:
    assert run("-", piped=b"\xff\x00\n").exit_code == 1
