"""Sources by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.capture.sources.live import Live
from harness.capture.sources.named import located, source_named
from harness.capture.sources.replay import Replay
from harness.capture.sources.source import Source
from harness.capture.sources.standin import StandIn
from harness.capture.tap import Surroundings
from harness.errors import EvidenceError, UsageError
from harness.tracker.config import PortalConfig
from tests.capture.sources.conftest import Recorded


@pytest.mark.parametrize(
    ("name", "source", "phrase"),
    [
        pytest.param("standin", StandIn(), "stand-in (2023)", id="the stand-in"),
        pytest.param("live", Live(), "live, from HubSpot", id="live"),
    ],
)
def test_a_source_has_a_name_and_a_phrase(name: str, source: Source, phrase: str) -> None:
    assert source_named(name) == source
    assert source.phrase(PortalConfig(generation="2023")) == phrase


def test_a_recording_is_named_by_its_file(recorded: Recorded) -> None:
    path = recorded()
    source = source_named(f"replay:{path}")
    assert isinstance(source, Replay)
    assert source.phrase(PortalConfig()) == f"replay of {path}"


@pytest.mark.parametrize("name", ["mine", "replay", "replay:", "", "Live"])
def test_what_is_no_source_is_told(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        source_named(name)
    assert str(caught.value) == f"there is no tracker '{name}'; take standin, live or replay:FILE"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("replay:portal.har", "replay:{root}/portal.har", id="a file under the root"),
        pytest.param("replay:other.har", "replay:other.har", id="a file that is elsewhere"),
        pytest.param("live", "live", id="no file"),
    ],
)
def test_a_file_is_looked_up_from_the_root(name: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "portal.har").touch()
    assert located(name, tmp_path) == found.format(root=tmp_path)


def test_a_recording_of_another_portal_is_told_before_a_page_is_opened(recorded: Recorded) -> None:
    path = recorded()
    around = Surroundings(tracker=f"replay:{path}", portal=PortalConfig(portal_id=7))
    with pytest.raises(EvidenceError) as caught:
        around.lane()
    assert str(caught.value) == (
        f"{path} is a recording of portal 4242, and the tracking code of portal 7 is wanted; "
        f"record it with hstrack tracker record --portal 7 -o {path}"
    )


def test_every_other_source_may_have_any_portal() -> None:
    assert [source.objection(7) for source in (StandIn(), Live())] == [None, None]
