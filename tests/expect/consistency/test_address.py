"""Hits beside the address bar of their moment."""

from __future__ import annotations

import pytest

from tests.expect.consistency.pages import Page

FUNCTION = {"$function": "late"}


def test_a_hit_copies_the_address_bar_with_query_and_fragment() -> None:
    page = Page()
    page.address = "https://www.acme.test/courses?level=advanced#stars"
    page.hit()

    assert page.alarms("address") == []


def test_another_address_than_the_address_bars_is_told() -> None:
    page = Page()
    page.hit(pu="https://www.acme.test/old")

    assert page.alarms("address") == [
        "pu (address of the page): the address bar said 'https://www.acme.test/', the hit said "
        "'https://www.acme.test/old'"
    ]


def test_a_hit_without_an_address_is_told() -> None:
    page = Page()
    page.hit(pu=None)

    assert page.alarms("address") == [
        "pu (address of the page): the address bar said 'https://www.acme.test/', the hit said nothing"
    ]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param("https://www.acme.test/?utm_source=mail#top", id="parameters of the first address"),
        pytest.param("https://www.acme.test/#top", id="fewer parameters"),
    ],
)
def test_a_gate_may_have_other_parameters_merged_into_the_address(sent: str) -> None:
    page = Page()
    page.push("setTrackingGate", "gate")
    page.address = "https://www.acme.test/?a=1#top"
    page.hit(pu=sent)

    assert page.alarms("address") == []


def test_a_gate_leaves_the_path_alone() -> None:
    page = Page()
    page.push("setTrackingGate", "gate")
    page.hit(pu="https://www.acme.test/old")

    assert len(page.alarms("address")) == 1


def test_an_address_that_the_spy_has_cut_is_compared_as_far_as_it_goes() -> None:
    page = Page()
    page.address = "https://www.acme.test/?" + "a" * 19_000
    page.hit(pu=page.address + "b")

    assert page.alarms("address") == []


def test_an_address_bar_that_is_not_known_agrees_with_everything() -> None:
    page = Page()
    page.address = ""
    page.hit(pu="https://www.acme.test/old")

    assert page.alarms("address") == []


def test_the_pages_own_functions_may_move_the_address_while_a_hit_is_made() -> None:
    page = Page()
    made = page.push("trackCustomBehavioralEvent", {"name": "pe4242_course", "properties": {"late": FUNCTION}})
    page.event(made, pu="https://www.acme.test/old")

    assert page.alarms("address") == []


def test_a_picture_that_the_tracker_did_not_write_is_not_compared() -> None:
    page = Page()
    page.hit(v=None, pu="https://www.acme.test/old")

    assert page.alarms("address") == []
