"""What a test leaves behind: its contexts as visits, in files that the audit reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness import keeping
from harness.audit.evidence import load_visits
from harness.audit.registry import catalogue
from harness.audit.rules.identity.identity_never_sent import identity_never_sent
from harness.audit.run import judge
from harness.audit.testing import START, fault, moment, navigation, page_view, push, run_rule, timeline
from harness.audit.visit import PageVisit, Visit
from harness.capture.timeline import Timeline
from harness.errors import EvidenceError
from harness.keeping import LACKS, About, keep, visit_of
from harness.wire.decode import decode
from harness.wire.encode import encode

ABOUT = About(test="tests/test_shop.py::test_cart[chromium]", browser="chromium 156", began_at=START)
HOME = "https://www.acme.test/"
WALK = timeline(
    navigation("/", "load"),
    push("identify", email="ada@acme.test"),
    decode(encode(page_view("/", at_s=1))),
    navigation("/about", "push"),
    fault("console", "hello"),
)


def test_a_timeline_is_a_visit() -> None:
    assert visit_of(WALK, ABOUT) == Visit(
        journey="test tests/test_shop.py::test_cart[chromium]",
        start_url=HOME,
        browser="chromium 156",
        started_at=START,
        pages=(PageVisit(url=HOME, final_url=HOME, loaded_at=WALK.navigations[0].at),),
        hits=WALK.hits,
        calls=WALK.calls,
        navigations=WALK.navigations,
        faults=(WALK.entries[-1],),
        settled=False,
        undecided=("the test ended as it did, whether the page had come to rest or not",),
        lacks=LACKS,
    )


def test_a_context_without_a_page_is_a_visit_too() -> None:
    assert visit_of(Timeline(), ABOUT).start_url == "about:blank"


@pytest.mark.parametrize(
    ("bound", "most"),
    [pytest.param("MOST_ENTRIES", 2, id="number"), pytest.param("MOST_CHARACTERS", 2_900, id="length")],
)
def test_of_a_long_timeline_the_newest_entries_are_kept(bound: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, bound, most)

    visit = visit_of(timeline(*(fault("console", f"{number}" * 1_000) for number in range(5))), ABOUT)

    assert [fault.text[0] for fault in visit.faults] == ["3", "4"]
    assert visit.undecided[1:] == ("3 older entries were left out",)


def test_files_are_numbered_and_can_be_judged(tmp_path: Path) -> None:
    files = keep(tmp_path / "out" / "test-cart", [visit_of(WALK, ABOUT), visit_of(Timeline(), ABOUT)])

    assert files == (
        tmp_path / "out" / "test-cart" / "hubspot-1.json",
        tmp_path / "out" / "test-cart" / "hubspot-2.json",
    )
    report = judge(load_visits(files[0]), catalogue(()))
    assert (len(report.visits[0].hits), len(report.of("crashed"))) == (1, 0)


def test_addresses_are_masked(tmp_path: Path) -> None:
    [file] = keep(tmp_path, [visit_of(WALK, ABOUT)])

    assert load_visits(file)[0].calls[0].arguments == ({"email": "a***@acme.test"},)


def test_a_test_that_broke_off_raises_no_false_alarm() -> None:
    visit = visit_of(timeline(navigation("/", "load"), page_view("/"), push("identify", email="ada@acme.test")), ABOUT)

    assert run_rule(identity_never_sent, visit).outcome == "undecided"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").touch()

    with pytest.raises(EvidenceError) as told:
        keep(tmp_path / "out", [visit_of(WALK, ABOUT)])

    assert str(told.value) == (
        f"{tmp_path / 'out' / 'hubspot-1.json'}: evidence cannot be written (File exists); "
        "make room there, or name a folder that is yours"
    )


def test_a_name_is_bounded() -> None:
    about = About(test="x" * 1_000, browser="", began_at=moment(0))

    assert visit_of(WALK, about).journey == f"test {'x' * 199}…"
