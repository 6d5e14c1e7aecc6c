from __future__ import annotations

import errno
import io
import json
import stat
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.audit import evidence
from harness.audit.evidence import (
    EvidenceFile,
    Loaded,
    dump_visits,
    evidence_schema,
    load_visits,
    parse_visits,
    read_evidence,
    save_visits,
)
from harness.audit.rules.identity.identity_never_sent import identity_never_sent
from harness.audit.rules.identity.placeholder_email import placeholder_email
from harness.audit.saved import SavedVisit
from harness.audit.testing import (
    choice,
    event,
    fault,
    moment,
    navigation,
    page,
    page_view,
    push,
    refusal,
    run_rule,
    sent,
    visit,
)
from harness.audit.visit import CookieFact, Visit
from harness.capture.timeline import AskedHit
from harness.errors import EvidenceError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer
from harness.wire.decode import decode
from harness.wire.encode import encode
from harness.wire.hits import Hit, Malformed, RawRequest


def wired(hit: Hit, at_s: float = 1) -> Hit | Malformed:
    """The hit as a browser sends it: with its own request."""
    return decode(replace(encode(sent(hit, at_s=at_s) if hit.sent_at is None else hit), arrived_at=moment(at_s)))


TORN = decode(
    RawRequest(url="https://track.hubspot.com/__ptq.gif?a=x&i=email%3Dada%2540acme.test", arrived_at=moment(3))
)
BINARY = decode(
    RawRequest(
        method="POST", url="https://forms.hscollectedforms.net/collected-forms/submit/form", body=b"\xff ada@acme.test"
    )
)
RICH = replace(
    visit(
        page("/", cookies=[CookieFact(name="__hstc", value="1.a.1.1.1.1", domain=".acme.test")]),
        navigation("/", "load"),
        push("identify", email="ada@acme.test", source="app.js:3", trial=None),
        fault("console", "hello"),
        refusal("canary.test"),
        choice("accept"),
        banner="hubspot",
        settled=False,
        undecided=("the page did not rest",),
    ),
    hits=(wired(page_view("/", at_s=1, email="ada@acme.test")), wired(event("pe4242_x", course="Math101"))),
    malformed=(TORN, BINARY),
    asked=(AskedHit(url="https://track.hubspot.com/__ptq.gif?a=4242", at=moment(1), page=1),),
    lacks=("cookies",),
)


def reloaded(case: Visit, *, show_identities: bool = False) -> Visit:
    return parse_visits(dump_visits([case], show_identities=show_identities))[0]


def test_a_visit_survives_being_saved() -> None:
    assert reloaded(RICH, show_identities=True) == RICH


def test_a_journey_that_could_not_be_made_survives_being_saved() -> None:
    case = replace(RICH, not_applicable="no consent banner was seen")
    assert reloaded(case, show_identities=True) == case


def test_a_merged_hit_stays_one() -> None:
    twice = replace(RICH, hits=(RICH.hits[0], replace(RICH.hits[0], merged=True)))
    assert [hit.merged for hit in reloaded(twice).hits] == [False, True]


def test_a_hit_without_its_request_is_encoded() -> None:
    bare = replace(RICH, hits=(replace(RICH.hits[0], request=None),), malformed=())
    assert reloaded(bare, show_identities=True).hits == bare.hits


def test_addresses_are_masked_in_hits_calls_and_bodies() -> None:
    text = dump_visits([RICH])
    masked = reloaded(RICH)
    identity = masked.hits[0].identity
    assert identity is not None
    assert (b"ada@" in text, b"ada%" in text, identity.email) == (False, False, "a***@acme.test")
    assert masked.calls[0].arguments == ({"email": "a***@acme.test", "trial": None},)
    assert masked.malformed[1].request.body == b"\xff a***@acme.test"


@pytest.mark.parametrize("show_identities", [True, False], ids=["shown", "masked"])
def test_saved_evidence_is_judged_as_the_visit_itself(show_identities: bool) -> None:
    assert run_rule(identity_never_sent, reloaded(RICH, show_identities=show_identities)).outcome == "clean"


def test_a_placeholder_is_found_in_masked_evidence() -> None:
    case = visit(push("identify", email="anonymous@acme.test"))
    assert run_rule(placeholder_email, reloaded(case)).outcome == "finding"


def test_half_a_character_and_endless_nesting_are_saved() -> None:
    nested: list[object] = []
    for _ in range(100):
        nested = [nested]
    saved = reloaded(visit(push("\ud800", nested)))  # type: ignore[arg-type]  # the list is invariant
    assert (saved.calls[0].function, json.dumps(saved.calls[0].arguments).count("[")) == ("?", 38)


def test_a_file_is_written_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "visit.json"
    save_visits(file, [RICH])
    save_visits(file, [RICH, RICH])
    assert (stat.S_IMODE(file.stat().st_mode), len(load_visits(file)), list(tmp_path.iterdir())) == (0o600, 2, [file])


@pytest.mark.parametrize("place", ["missing/visit.json", "."], ids=["no folder", "a folder"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "kept").mkdir()
    with pytest.raises(EvidenceError, match="evidence cannot be written"):
        save_visits(tmp_path / place, [RICH])
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(b"", "is not evidence of hstrack: Input data was truncated", id="empty"),
        pytest.param(b"\xff{}", "is not evidence of hstrack", id="no text"),
        pytest.param(b'{"log": {}}', "is not evidence of hstrack: it is a HAR; give it to --har", id="a HAR"),
        pytest.param(b"PK\x03\x04", "is not evidence of hstrack: it is a ZIP; give a trace of Playwr", id="a ZIP"),
        pytest.param(b"{}", "is not evidence of hstrack: Object missing required field `format`", id="other JSON"),
        pytest.param(
            b'{"format": "hstrack-evidence", "version": 99}',
            "is evidence of version 99, but only 2 and older are known",
            id="newer",
        ),
        pytest.param(b'{"format": "hstrack-evidence", "version": 1}', "missing required field `masked`", id="cut"),
        pytest.param(b"[" * 100_000, "is not evidence of hstrack", id="endless nesting"),
        pytest.param(
            dump_visits([RICH, RICH]).replace(b"\n{", b"\n{{", 1), "is not evidence of hstrack", id="a bad line"
        ),
    ],
)
def test_a_file_that_is_no_evidence_is_told(tmp_path: Path, text: bytes, told: str) -> None:
    file = tmp_path / "visit.json"
    file.write_bytes(text)
    with pytest.raises(EvidenceError, match=told):
        load_visits(file)


def test_a_file_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "visit.json"
    save_visits(file, [RICH])
    monkeypatch.setattr(evidence, "LARGEST", 100)
    with pytest.raises(EvidenceError, match="is larger than 0 GiB; save fewer visits in one file"):
        load_visits(file)


def test_a_body_that_is_no_base64_is_told() -> None:
    broken = msgspec.json.decode(dump_visits([RICH]))
    broken["visits"][0]["requests"][0]["base64"] = "a"
    with pytest.raises(EvidenceError, match="is not evidence of hstrack"):
        parse_visits(msgspec.json.encode(broken))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="cannot be read"):
        load_visits(tmp_path / "visit.json")


def test_a_file_grows_visit_by_visit_and_is_whole_after_each(tmp_path: Path) -> None:
    file = tmp_path / "visits.json"
    seen = []
    with EvidenceFile(file) as kept:
        seen.append(file.read_bytes())
        kept.add(RICH)
        seen.append(file.read_bytes())
        kept.add(RICH)
        seen.append(file.read_bytes())
    assert seen == [dump_visits([RICH] * times) for times in range(3)]
    assert (stat.S_IMODE(file.stat().st_mode), [*tmp_path.iterdir()]) == (0o600, [file])


class AlmostFull(io.FileIO):
    """A file on a disk with room for a hundred more bytes."""

    room = 100

    def write(self, text: ReadableBuffer) -> int:
        taken = bytes(text)[: self.room]
        self.room -= len(taken)
        if not taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(taken)

    def truncate(self, size: int | None = None) -> int:
        self.room = 100
        return super().truncate(size)


def test_a_disk_that_fills_up_is_told_and_what_was_whole_stays_so(tmp_path: Path) -> None:
    file = tmp_path / "visits.json"
    with EvidenceFile(file) as kept:
        kept.add(RICH)
        kept._stream.close()
        kept._stream = AlmostFull(file, "rb+")
        with pytest.raises(EvidenceError, match=r"cannot be written \(No space left on device\); make room there"):
            kept.add(RICH)
    assert read_evidence(file) == Loaded(load_visits(file))
    assert file.read_bytes() == dump_visits([RICH])


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EvidenceError, match="evidence cannot be written"):
        save_visits(tmp_path / "file" / "visit.json", [RICH], make_folder=True)


def test_each_visit_has_a_line_of_its_own() -> None:
    head, *lines, end, last = dump_visits([RICH, RICH]).split(b"\n")
    assert (head, len(lines), end, last) == (
        b'{"format":"hstrack-evidence","version":2,"masked":true,"visits":[',
        2,
        b"]}",
        b"",
    )


@pytest.mark.parametrize(("cut", "visits"), [(3, 2), (4, 2), (10, 1), (-1, 0)], ids=["end", "line end", "line", "all"])
def test_a_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, cut: int, visits: int) -> None:
    file, text = tmp_path / "visits.json", dump_visits([RICH, RICH], show_identities=True)
    file.write_bytes(text[: len(text) - cut if cut > 0 else text.index(b"\n") + 1])
    loaded = read_evidence(file)
    told = {0: "0 visits", 1: "1 visit", 2: "2 visits"}[visits]
    assert loaded.visits == (RICH,) * visits
    assert loaded.problems == (f"{file}: breaks off after {told}, which whoever wrote it had no time to end",)


def test_a_file_that_was_laid_out_anew_is_read() -> None:
    text = json.dumps(json.loads(dump_visits([RICH], show_identities=True)), indent=2)
    assert parse_visits(text.encode()) == (RICH,)


OLD = """{
 "format": "hstrack-evidence", "version": 1, "masked": true,
 "visits": [{
  "journey": "first-visit", "start_url": "https://www.acme.test/", "started_at": "2026-07-13T12:00:00Z",
  "pages": [{
   "url": "https://www.acme.test/", "final_url": "https://www.acme.test/", "status": 200, "title": "Home",
   "canonical": null, "loaders": [], "cookies": [], "loaded_at": "2026-07-13T12:00:01Z", "takeover": true
  }],
  "requests": [{"url": "https://track.hubspot.com/__ptq.gif?k=1&a=4242&pu=https%3A%2F%2Fwww.acme.test%2F"}],
  "lacks": ["consent"]
 }]
}"""


def test_evidence_of_the_first_version_is_read_and_lacks_what_was_not_gathered_then() -> None:
    [old] = parse_visits(OLD.encode())
    assert ([page.title for page in old.pages], len(old.hits), old.lacks) == (
        ["Home"],
        1,
        (
            *("consent", "csp", "document", "elements", "forms", "frameworks", "links", "portal", "redirects"),
            *("scripts", "storage"),
        ),
    )


def test_everything_of_a_visit_is_saved() -> None:
    saved = {*SavedVisit.__struct_fields__, "hits", "malformed"}
    assert saved == {*(field.name for field in fields(Visit)), "requests"}


def test_the_published_schema_is_that_of_the_files() -> None:
    published = Path(__file__).parents[2] / "docs" / "evidence.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == evidence_schema(), "run make schema"


WHOLE = dump_visits([RICH, RICH])


@given(st.integers(0, len(WHOLE)), st.integers(0, 60), st.binary(max_size=20))
def test_no_file_is_too_much(start: int, length: int, inserted: bytes) -> None:
    try:
        visits = parse_visits(WHOLE[:start] + inserted + WHOLE[start + length :])
    except EvidenceError as error:
        visits = (error,)
    assert len(visits) <= 2
