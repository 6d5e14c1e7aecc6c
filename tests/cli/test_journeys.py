"""The options of journeys: which targets are made of places and names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness.audit.gather import Target, Wishes
from harness.capture.tap import Surroundings
from harness.cli._journeys import Journeys
from harness.cli.audit import command
from harness.errors import UsageError

PLACE = Target(url="https://www.acme.test/", surroundings=Surroundings(), journey="decline")


def asked(*names: str, recording: Path | None = None, submit_forms: bool = False) -> Journeys:
    return Journeys(
        names=names,
        recording=recording,
        accept_selector="#yes",
        decline_selector="",
        settings_selector="",
        save_selector="",
        revoke_selector="",
        submit_forms=submit_forms,
    )


def test_each_place_is_visited_by_each_journey() -> None:
    targets = asked("accept", "return").targets([PLACE, PLACE], (), usual=True)
    assert [target.journey for target in targets] == ["accept", "return", "accept", "return"]


@pytest.mark.parametrize(("usual", "made"), [(True, ["decline"]), (False, [])], ids=["a visit", "a crawl"])
def test_without_a_name_the_usual_journey_is_made(usual: bool, made: list[str]) -> None:
    assert [target.journey for target in asked().targets([PLACE], (), usual=usual)] == made


def test_what_is_said_of_the_site_comes_along() -> None:
    file = Path("sign-up.json")
    (target,) = asked(recording=file, submit_forms=True).targets([PLACE], ("acme-shop.test",), usual=True)
    assert (target.journey, target.wishes) == (
        "recording",
        Wishes(accept="#yes", domains=("acme-shop.test",), submit_forms=True, recording=file),
    )


def test_stress_is_a_journey() -> None:
    journeys = replace(asked("accept"), stress=True)
    assert [target.journey for target in journeys.targets([PLACE], (), usual=True)] == ["accept", "stress"]


def test_a_recording_wants_a_file() -> None:
    with pytest.raises(UsageError, match="the journey recording wants a file; name it with --recording"):
        asked("recording").targets([PLACE], (), usual=True)


def test_a_recording_says_where_it_begins(tmp_path: Path) -> None:
    file = tmp_path / "walk.json"
    file.write_text('{"steps": [{"type": "navigate", "url": "https://www.acme.test/menu"}]}')
    assert asked(recording=file).begun() == "https://www.acme.test/menu"
    assert (asked().begun(), asked(recording=tmp_path / "walk.py").begun()) == (None, None)


def test_a_recording_that_begins_nowhere_is_no_audit(tmp_path: Path) -> None:
    file = tmp_path / "walk.json"
    file.write_text('{"steps": []}')
    result = CliRunner().invoke(command, ["--recording", str(file)])
    assert str(result.exception).startswith("there is nothing to audit; give a URL")
