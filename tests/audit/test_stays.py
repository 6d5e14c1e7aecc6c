"""The places that a visitor stayed at within a document."""

from __future__ import annotations

from harness.audit.documents import documents
from harness.audit.stays import counted, stays
from harness.audit.testing import moment, navigation, page_view, visit
from harness.audit.visit import Visit

LOAD = navigation("/", "load", at_s=0)


def told(case: Visit) -> list[tuple[str, str | None]]:
    """Each place with the address of the view that counts it."""
    (document,) = documents(case)
    return [(stay.place, view.page.url if view else None) for stay, view in counted(document)]


def test_a_stay_lasts_until_the_place_changes() -> None:
    case = visit(LOAD, navigation("/?page=2", at_s=1), navigation("/menu", at_s=2), navigation("/menu#top", at_s=3))
    (document,) = documents(case)

    assert [(stay.place, stay.start, stay.end) for stay in stays(document)] == [
        ("/", moment(0), moment(2)),
        ("/menu", moment(2), None),
    ]


def test_a_view_counts_one_stay() -> None:
    case = visit(LOAD, page_view("/"), navigation("/menu"), page_view("/menu"), navigation("/", "pop"))

    assert told(case) == [("/", "https://www.acme.test/"), ("/menu", "https://www.acme.test/menu"), ("/", None)]


def test_a_view_far_behind_counts_no_stay_that_is_over() -> None:
    case = visit(LOAD, navigation("/menu", at_s=1), page_view("/", at_s=3))

    assert told(case) == [("/", None), ("/menu", None)]


def test_a_view_may_name_its_place_before_the_address_changes() -> None:
    case = visit(LOAD, page_view("/"), page_view("/", set_path="/menu", at_s=1), navigation("/menu", at_s=1.5))

    assert told(case) == [("/", "https://www.acme.test/"), ("/menu", "https://www.acme.test/")]
