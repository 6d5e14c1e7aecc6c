"""How queries narrow each other, and what comes nearest to one."""

from __future__ import annotations

import pytest

from harness.audit.testing import event, page_view, timeline
from harness.capture.timeline import Timeline
from harness.errors import UsageError
from harness.expect.condition import Difference
from harness.expect.testing import Seen

NOTHING = Seen(Timeline())


def test_two_queries_make_one_of_both_demands() -> None:
    both = NOTHING.identity(email="ada@acme.test").that_are(NOTHING.page_view("/home"))

    assert both.phrase == "page view of /home with email 'ada@acme.test'"


def test_the_narrower_query_gives_the_noun() -> None:
    assert NOTHING.page_view("/home").that_are(NOTHING.hit()).phrase == "page view of /home"


def test_no_hit_can_be_of_two_kinds() -> None:
    with pytest.raises(UsageError) as caught:
        NOTHING.event("pe4242_x").that_are(NOTHING.page_view())

    assert str(caught.value) == "no event is ever a page view; ask for 'event pe4242_x' alone"


def test_the_nearest_miss_has_the_fewest_differences() -> None:
    query = NOTHING.page_view("/pricing", title="Pricing")
    entries = timeline(page_view("/", title="Home"), page_view("/pricing", title="Prices"), event("pe4242_x"))

    miss = query.nearest_miss(entries)

    assert miss is not None
    assert (miss.item, miss.differences) == (
        entries.hits[1],
        (Difference(name="title", wanted="Pricing", was="Prices"),),
    )


def test_of_equally_many_differences_the_likeliest_text_is_nearest() -> None:
    entries = timeline(page_view("/about"), page_view("/prices"), page_view("/"))

    miss = NOTHING.page_view("/pricing").nearest_miss(entries)

    assert miss is not None
    assert miss.item == entries.hits[1]


def test_what_was_asked_for_is_no_miss() -> None:
    assert NOTHING.page_view("/").nearest_miss(timeline(page_view("/"))) is None


def test_a_miss_can_be_looked_for_within_another_query() -> None:
    entries = timeline(event("pe4242_a", plan="silver"), event("pe4242_b", plan="goldy"))

    miss = NOTHING.event(plan="gold").nearest_miss(entries, within=NOTHING.event("pe4242_a"))

    assert miss is not None
    assert miss.item == entries.hits[0]


def test_a_difference_that_is_no_text_counts_whole() -> None:
    entries = timeline(page_view("/", portal_id=7))

    miss = NOTHING.page_view(portal_id=4242).nearest_miss(entries)

    assert miss is not None
    assert miss.distance == (1, 1.0)
