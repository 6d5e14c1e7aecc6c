"""`hstrack judge`, as a user types it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from harness.audit.evidence import save_visits
from harness.audit.recorded import visit_of_har
from harness.cli.main import cli
from harness.errors import HarnessError

GUEST = "email%3Dguest%2540acme.test"
HOME = {"request": {"url": "https://www.acme.test/"}, "response": {"status": 200}, "_resourceType": "document"}


def hit(identity: str = "") -> str:
    """The address of a first page view, sent before the banner has answered."""
    url = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&pu=https%3A%2F%2Fwww.acme.test%2F&vi=1&nc=true&ce=false&cc=0"
    return f"{url}&i={identity}" if identity else url


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with evidence, HARs and traces, of a right site and of one that sends a placeholder."""
    monkeypatch.chdir(tmp_path)
    for name, url in {"right": hit(), "wrong": hit(GUEST)}.items():
        entries = [HOME, {"request": {"url": url}, "response": {"status": 200}}]
        Path(f"{name}.har").write_text(json.dumps({"log": {"entries": entries}}))
        with zipfile.ZipFile(f"{name}.zip", "w") as pack:
            pack.writestr("trace.network", "\n".join(json.dumps({"snapshot": entry}) for entry in entries))
        save_visits(Path(f"{name}.json"), [visit_of_har(Path(f"{name}.har"))])
    text = Path("right.json").read_bytes()
    Path("broken.json").write_bytes(text[:-4])
    return tmp_path


def run(*arguments: str) -> Result:
    """What the command prints, and its exit code."""
    return CliRunner().invoke(cli, ["judge", *arguments])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("right.json",), 0, id="clean"),
        pytest.param(("right.json", "wrong.json"), 1, id="a finding in one"),
        pytest.param(("broken.json",), 2, id="evidence that breaks off"),
        pytest.param(("--har", "right.har"), 0, id="a clean HAR"),
        pytest.param(("--har", "wrong.har"), 1, id="a finding in a HAR"),
        pytest.param(("--trace", "right.zip"), 0, id="a clean trace"),
        pytest.param(("--trace", "wrong.zip"), 1, id="a finding in a trace"),
        pytest.param(("right.json", "--har", "right.har", "--trace", "wrong.zip"), 1, id="all together"),
    ],
)
def test_the_exit_code_says_what_was_found(arguments: tuple[str, ...], code: int) -> None:
    assert run(*arguments).exit_code == code


def test_evidence_that_breaks_off_is_judged_as_far_as_it_goes() -> None:
    assert "broken.json: breaks off after 1 visit" in run("broken.json").output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(
            (), "there is nothing to judge; name saved evidence, or --har FILE, or --trace FILE", id="nothing"
        ),
        pytest.param(
            ("right.har",), "right.har: is not evidence of hstrack: it is a HAR; give it to --har", id="a HAR"
        ),
        pytest.param(("--trace", "right.har"), "right.har: is no trace of Playwright", id="a HAR as a trace"),
        pytest.param(("--har", "gone.har"), r"gone.har: cannot be read \(No such file", id="a missing file"),
    ],
)
def test_a_file_that_cannot_be_judged_is_told(arguments: tuple[str, ...], told: str) -> None:
    with pytest.raises(HarnessError, match=told):
        CliRunner().invoke(cli, ["judge", *arguments], catch_exceptions=False, standalone_mode=False)
