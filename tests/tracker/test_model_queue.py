"""The model of the two queues: phases, junk, functions, and what reaches nobody."""

from __future__ import annotations

import pytest

from harness.tracker.config import PortalConfig
from harness.tracker.model import (
    UNDEFINED,
    Listener,
    Load,
    Outcome,
    Push,
    PushBanner,
    Pushing,
    Retitle,
    Returning,
    Throwing,
    Wait,
    predict,
)

HOME = "https://www.acme.test/"


@pytest.mark.parametrize(
    ("generation", "order"),
    [
        pytest.param("2021", ["3", "1", "1"], id="2021 keeps the order of the queue"),
        pytest.param("2023", ["1", "1", "3"], id="2023 sends views first"),
    ],
)
def test_calls_made_before_the_load_run_in_phases(foretold, generation, order):
    queue = (("trackEvent", "early"), ("trackPageView",), ("setPath", "/set"), ("identify", {"id": 7}))
    said = foretold(Load(url=HOME, queue=queue), generation=generation)
    assert said.sent("k", "po", "i") == [{"k": k, "po": "/set", "i": "id=7"} for k in order]


@pytest.mark.parametrize(("generation", "hits"), [("2021", 1), ("2023", 0)])
def test_do_not_track_comes_earlier_since_2023(foretold, generation, hits):
    queue = (("trackEvent", "early"), ("doNotTrack",))
    assert len(foretold(Load(url=HOME, queue=queue), generation=generation).hits) == hits


def test_what_is_no_call_is_nothing(foretold):
    junk = (None, UNDEFINED, 42, "trackPageView", {}, (), (1,), ("no",), Returning(1), Listener("never"))
    said = foretold(Load(url=HOME, queue=junk, banner_queue=junk), *(Push((entry,)) for entry in junk))
    assert (len(said.hits), said.told) == (1, [])


def test_a_function_may_push_and_may_throw(foretold):
    said = foretold(Load(url=HOME, queue=(Pushing((("trackPageView",), None)), Throwing("x"))))
    assert [hit["path"] for hit in said.hits] == ["/__ptq.gif", "/__ptq.gif", "/__pto.gif"]


def test_after_the_load_a_push_takes_one_entry(foretold):
    view = ("trackPageView",)
    said = foretold(Load(url=HOME, queue=(view, view)), Push((view, view)), Push(()), PushBanner((view, view)))
    assert len(said.hits) == 4


def test_a_tracker_that_stands_twice_in_the_page_counts_twice(foretold):
    said = foretold(Load(url=HOME, trackers=2))
    assert said.sent("k", "b") == [{"k": "1", "b": "9333610.1.T0"}] * 2


def test_nothing_reaches_anybody_before_a_page_is_open():
    said = predict(PortalConfig(), (Push((("trackPageView",),)), Retitle("x"), Wait(1)))
    assert said == (Outcome(),) * 3


@pytest.mark.parametrize(("hublet", "host"), [("na1", "track.hubspot.com"), ("eu1", "track-eu1.hubspot.com")])
def test_the_hublet_decides_where_hits_go(foretold, hublet, host):
    (hit,) = foretold(hublet=hublet).outcomes[0].hits
    assert hit.host == host
