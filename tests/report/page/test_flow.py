"""The flow picture."""

from __future__ import annotations

import pytest

from harness.audit.result import AuditReport
from harness.audit.testing import page, page_view, visit
from harness.report.build import report_of
from harness.report.page.flow import MOST, Flow, flow_of


def flow(*steps: tuple[str, str]) -> Flow:
    """The picture of a walk over hosts, each with the usertoken that was sent there."""
    items = [
        item
        for host, usertoken in steps
        for item in (page(f"https://{host}/"), page_view(f"https://{host}/", usertoken=usertoken))
    ]
    return flow_of(report_of(AuditReport(visits=(visit(*items),))).visits, [4242])


def test_a_box_tells_pages_visitors_and_hits() -> None:
    drawn = flow(("www.acme.test", "a1"), ("www.acme.test", "a1"), ("acme-shop.test", "b2"))

    assert [(each.name, each.told, each.hits) for each in drawn.domains] == [
        ("www.acme.test", "2 pages, 1 visitor", 2),
        ("acme-shop.test", "1 page, 1 visitor", 1),
    ]
    assert drawn.portals == "HubSpot, portal 4242"


@pytest.mark.parametrize(
    ("usertoken", "told"),
    [
        pytest.param("a1", "1 crossing, the visitor stays the same", id="kept"),
        pytest.param("b2", "1 crossing, the visitor becomes another", id="lost"),
        pytest.param("", "1 crossing, nothing tells whether the visitor stays the same", id="unknown"),
    ],
)
def test_a_crossing_tells_what_becomes_of_the_visitor(usertoken: str, told: str) -> None:
    (crossing,) = flow(("www.acme.test", "a1"), ("acme-shop.test", usertoken)).crossings

    assert (crossing.start, crossing.end, crossing.told) == ("www.acme.test", "acme-shop.test", told)


def test_neighbours_are_joined_straight_and_others_by_arcs_above_and_below() -> None:
    drawn = flow(("a.test", "a1"), ("b.test", "a1"), ("c.test", "a1"), ("a.test", "a1"), ("c.test", "a1"))
    ways = {(each.start[0], each.end[0]): "C" in each.path for each in drawn.crossings}
    arcs = {(each.start[0], each.end[0]): each.y for each in drawn.crossings if "C" in each.path}

    assert ways == {("a", "b"): False, ("b", "c"): False, ("c", "a"): True, ("a", "c"): True}
    assert 0 < arcs["a", "c"] < drawn.domains[0].y < arcs["c", "a"] < drawn.base


def test_many_domains_are_drawn_as_a_few_and_the_rest() -> None:
    hosts = [(f"h{number}.test", "a1") for number in range(MOST + 3)]
    drawn = flow(*hosts)

    assert [each.name for each in drawn.domains][-2:] == ["h6.test", "3 others"]
    assert drawn.domains[-1].pages == 3


def test_nothing_is_an_empty_picture() -> None:
    assert (flow_of((), ()).domains, flow_of((), ()).portals) == ((), "HubSpot, no portal")
