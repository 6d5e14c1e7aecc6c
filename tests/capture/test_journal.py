from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harness.capture.entries import CutOff
from harness.capture.journal import Journal
from harness.capture.timeline import AskedHit, Entry, Refusal, SourceLine, Timeline
from harness.wire.hits import Hit, PageView, RawRequest

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PIXEL = "https://track.hubspot.com/__ptq.gif?k=1&cts=1"


def asked(url: str = PIXEL, document: str = "") -> AskedHit:
    return AskedHit(url=url, document=document, at=NOON)


def arrived(url: str = PIXEL, arrival: int = 1, *, method: str = "GET", dest: str = "image") -> PageView:
    headers = (("sec-fetch-dest", dest),)
    return PageView(request=RawRequest(method=method, url=url, headers=headers, arrival=arrival))


def journal(*entries: Entry | CutOff) -> Journal:
    made = Journal()
    for entry in entries:
        made.add(entry)
    return made


def merged(*entries: Entry) -> list[tuple[int, bool]]:
    """Where hits stand in the timeline of these entries, and whether they are merged ones."""
    timeline = journal(*entries).timeline()
    return [(place, entry.merged) for place, entry in enumerate(timeline) if isinstance(entry, PageView)]


def test_entries_stay_in_the_order_in_which_they_became_known() -> None:
    refusal = Refusal(host="a.test", port=443, reason="no", at=NOON)
    assert journal(asked(), refusal).timeline() == Timeline((asked(), refusal))


def test_a_hit_that_was_asked_for_once_counts_once() -> None:
    assert merged(asked(), arrived()) == [(1, False)]


def test_two_askings_and_one_request_are_two_hits() -> None:
    assert merged(asked(), asked(), arrived()) == [(2, True), (3, False)]


def test_a_merged_hit_stands_behind_its_asking_though_the_request_came_first() -> None:
    assert merged(asked(), arrived(), asked(), asked()) == [(1, False), (3, True), (5, True)]


def test_equal_requests_that_all_arrived_are_no_merging() -> None:
    assert merged(asked(), asked(), arrived(), arrived(arrival=2)) == [(2, False), (3, False)]


def test_what_was_fetched_as_well_is_no_merging() -> None:
    fetched = replace(asked(), transport="fetch")
    assert merged(asked(), fetched, arrived(), arrived(arrival=2, dest="empty")) == [(2, False), (3, False)]


def test_three_askings_and_two_requests_are_three_hits() -> None:
    assert merged(asked(), asked(), asked(), arrived(), arrived(arrival=2)) == [(2, True), (4, False), (5, False)]


VIEW = "https://track.hubspot.com/__ptq.gif?k=1&a=4242&cts=1772366400000"
CUT_OFF = CutOff(url=VIEW, document="")


def cut_off(*entries: Entry | CutOff) -> list[tuple[int, bool]]:
    """Where hits stand in the timeline of these entries, and whether they were cut off."""
    timeline = journal(*entries).timeline()
    return [(place, entry.cut_off) for place, entry in enumerate(timeline) if isinstance(entry, Hit)]


@pytest.mark.parametrize(
    ("entries", "hits"),
    [
        pytest.param([asked(VIEW), CUT_OFF], [(1, True)], id="never sent"),
        pytest.param([CUT_OFF, asked(VIEW)], [(1, True)], id="told before the asking"),
        pytest.param([asked(VIEW), CUT_OFF, arrived(VIEW)], [(1, False)], id="sent after all"),
        pytest.param([asked(VIEW), arrived(VIEW), CUT_OFF], [(1, False)], id="sent before"),
        pytest.param([asked(VIEW, document="other"), CUT_OFF], [], id="another document"),
        pytest.param([asked(VIEW + "&n=1"), CUT_OFF], [], id="another address"),
        pytest.param([CUT_OFF], [], id="not asked for"),
    ],
)
def test_what_a_document_was_left_too_early_for_is_a_hit(
    entries: list[Entry | CutOff], hits: list[tuple[int, bool]]
) -> None:
    assert cut_off(*entries) == hits


def test_a_hit_that_was_cut_off_is_decoded_from_its_address() -> None:
    [_, view] = journal(asked(VIEW), CutOff(url=VIEW, document="")).timeline()
    assert view == PageView(portal_id=4242, sent_at=datetime(2026, 3, 1, 12, tzinfo=UTC))


def test_an_address_that_cannot_be_read_is_no_hit_when_cut_off() -> None:
    url = PIXEL + "&a=none"
    assert cut_off(asked(url), CutOff(url=url, document="")) == []


def test_what_was_asked_for_and_never_sent_is_no_hit() -> None:
    assert merged(asked(), asked()) == []


@pytest.mark.parametrize(
    "other",
    [pytest.param({"method": "POST"}, id="beacon"), pytest.param({"dest": "empty"}, id="fetch")],
)
def test_a_hit_that_no_image_asked_for_does_not_count_for_one(other: dict[str, str]) -> None:
    assert merged(arrived(**other), asked(), asked(), arrived()) == [(0, False), (3, True), (4, False)]


def test_a_document_that_asked_once_has_nothing_merged() -> None:
    assert merged(asked(document="a"), arrived(), asked(document="b")) == [(1, False)]


def test_a_merged_hit_stands_in_the_document_that_asked_twice() -> None:
    entries = asked(document="a"), asked(document="b"), asked(document="b"), arrived(), arrived(arrival=2)
    assert merged(*entries) == [(3, True), (4, False), (5, False)]


def test_a_merged_hit_is_the_twin_of_the_request_that_follows_its_asking() -> None:
    entries = asked(document="a"), arrived(arrival=1), asked(document="b"), asked(document="b"), arrived(arrival=2)
    twins = [hit.request.arrival for hit in journal(*entries).timeline().of(PageView) if hit.merged and hit.request]
    assert twins == [2]


def test_other_addresses_are_not_merged() -> None:
    assert merged(asked(), asked(PIXEL + "2"), arrived(), arrived(PIXEL + "2")) == [(2, False), (3, False)]


def test_a_hit_without_a_request_is_kept() -> None:
    assert merged(asked(), asked(), PageView()) == [(2, False)]


def test_listeners_hear_each_entry_until_they_stop() -> None:
    heard: list[str] = []
    made = Journal()
    stop_first = made.listen(lambda: heard.append("first"))
    made.listen(lambda: heard.append("second"))
    made.add(asked())
    stop_first()
    stop_first()
    made.add(asked())
    assert heard == ["first", "second", "second"]


def test_a_window_holds_what_came_after_its_mark() -> None:
    made = journal(asked(), arrived())
    mark = made.timeline().mark()
    made.add(asked(PIXEL + "2"))
    assert made.timeline().since(mark) == Timeline((asked(PIXEL + "2"),))


def test_a_hit_merged_after_the_mark_for_an_asking_before_it_stays_before_it() -> None:
    made = journal(asked(), asked())
    mark = made.timeline().mark()
    made.add(arrived())
    assert [hit.merged for hit in made.timeline().since(mark).page_views] == [False]


def test_a_hit_merged_by_an_asking_after_the_mark_belongs_behind_it() -> None:
    made = journal(asked(), arrived())
    mark = made.timeline().mark()
    made.add(asked())
    assert [hit.merged for hit in made.timeline().since(mark).page_views] == [True]


def test_other_lines_are_put_into_stacks_and_the_rest_stays_the_same() -> None:
    served, written = (SourceLine(url=url, line=1, column=1) for url in ("https://www.acme.test/app.js", "src/app.js"))
    called, hit = replace(asked(), stack=(served, served)), arrived()
    kept = journal(called, hit)
    moved = kept.relocate({served: written})

    assert kept.timeline() == Timeline((replace(called, stack=(written, written)), hit))
    assert [moved[id(called)], moved[id(hit)]] == list(kept.timeline())


def test_a_timeline_is_moved_to_what_its_entries_became() -> None:
    before, after, hit = asked(), asked(document="other"), arrived()
    window = Timeline((before, hit), earlier=(before,)).moved({id(before): after})

    assert (window.entries, window.earlier) == ((after, hit), (after,))
