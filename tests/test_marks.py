"""What a marker may say, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from harness.capture.hosts import AsAsked
from harness.capture.tap import Surroundings
from harness.errors import SiteError, UsageError
from harness.marks import HubspotMark, read_mark
from harness.stage.site import bundled_sites, load_site
from harness.tracker.config import PortalConfig

SPA = load_site(bundled_sites()["spa"])
ADDRESSES = AsAsked()


def mark(*args: Any, **kwargs: Any) -> pytest.Mark:
    return pytest.mark.hubspot(*args, **kwargs).mark


def surroundings(said: HubspotMark, *, root: Path = Path(), **options: Any) -> Surroundings:
    usual: Mapping[str, Any] = {"site": None, "portal_id": None, "tracker": "standin", "hosts": (), "deliver": False}
    return said.surroundings(root=root, addresses=ADDRESSES, **{**usual, **options})


def test_no_marker_says_nothing() -> None:
    assert read_mark([]) == HubspotMark()


def test_a_marker_is_read_whole() -> None:
    said = mark(
        site=Path("sites/spa"),
        portal={"hublet": "eu1"},
        tracker="live",
        hosts=["*.acme.test"],
        live=True,
        allow="malformed",
        clock=False,
        deliver=True,
    )

    assert read_mark([said]) == HubspotMark(
        site="sites/spa",
        portal={"hublet": "eu1"},
        tracker="live",
        hosts=("*.acme.test",),
        live=True,
        allow=frozenset({"malformed"}),
        clock=False,
        deliver=True,
    )


def test_the_nearest_marker_wins_and_is_completed_by_those_further_out() -> None:
    nearest, module = mark(site="spa", hosts="a.test"), mark(site="exemplary", clock=False)

    assert read_mark([nearest, module]) == HubspotMark(site="spa", hosts=("a.test",), clock=False)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param(
            mark(sites="spa"), "takes site, portal, tracker, hosts, live, allow, clock, deliver by name, not 'sites'"
        ),
        pytest.param(mark("spa"), "takes site, portal, tracker, hosts, live, allow, clock, deliver by name, not 'spa'"),
        pytest.param(mark(site=4242), "has site=4242; site is a bundled site's name or the folder of a site"),
        pytest.param(
            mark(portal=4242), "has portal=4242; portal is a PortalConfig, or a dict of the settings that differ"
        ),
        pytest.param(mark(tracker="mine"), "has tracker='mine'; tracker is 'standin', 'live' or 'replay:FILE'"),
        pytest.param(mark(hosts=7), "has hosts=7; hosts is a host pattern like '*.acme.test', or several"),
        pytest.param(mark(hosts=[7]), "has hosts=[7]; hosts is a host pattern like '*.acme.test', or several"),
        pytest.param(mark(live="yes"), "has live='yes'; live is True or False"),
        pytest.param(mark(clock=0), "has clock=0; clock is True or False"),
        pytest.param(mark(deliver="no"), "has deliver='no'; deliver is True or False"),
        pytest.param(mark(allow=True), "has allow=True; allow is a problem's name, or several"),
        pytest.param(
            mark(allow=("malformed", "typo")),
            "has allow='typo'; it can be malformed, script-error, foreign-portal, not-recorded, address, canonical, "
            "content, do-not-track, event, identity, lost-call, order, path, referrer, session, stray-hit, title, "
            "visitor",
        ),
    ],
    ids=[
        "key",
        "position",
        "site",
        "portal",
        "tracker",
        "hosts",
        "a host",
        "live",
        "clock",
        "deliver",
        "allow",
        "problem",
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence(said: pytest.Mark, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_mark([said])

    assert str(caught.value) == f"the marker hubspot {sentence}"


def test_without_a_word_pages_find_the_stand_in_and_nothing_else() -> None:
    assert surroundings(HubspotMark()) == Surroundings(addresses=ADDRESSES)


def test_options_decide_what_the_marker_leaves_open() -> None:
    options = {"site": "spa", "portal_id": 7, "tracker": "live", "hosts": ("a.test",)}

    assert surroundings(HubspotMark(), **options) == Surroundings(
        site=SPA,
        portal=PortalConfig(portal_id=7, cookie_domains=(".acme.test",)),
        tracker="live",
        live=True,
        allowed=("a.test",),
        addresses=ADDRESSES,
    )


def test_a_marker_goes_before_the_options() -> None:
    said = HubspotMark(site="spa", portal={"portal_id": 1, "hublet": "eu1"}, tracker="standin", hosts=("b.test",))

    assert surroundings(said, site="exemplary", portal_id=7, tracker="live", hosts=("a.test",)) == Surroundings(
        site=SPA,
        portal=PortalConfig(portal_id=1, hublet="eu1", cookie_domains=(".acme.test",)),
        allowed=("b.test", "a.test"),
        addresses=ADDRESSES,
    )


def test_live_pages_may_find_the_stand_in_and_real_timers() -> None:
    assert surroundings(HubspotMark(live=True, clock=False)) == Surroundings(
        live=True, clock=False, addresses=ADDRESSES
    )


@pytest.mark.parametrize(("said", "option"), [(True, False), (None, True)], ids=["the marker", "the option"])
def test_hits_are_delivered_when_it_is_said_by(said: bool | None, option: bool) -> None:
    assert surroundings(HubspotMark(deliver=said), deliver=option).deliver


def test_a_marker_may_take_the_options_delivery_back() -> None:
    assert not surroundings(HubspotMark(deliver=False), deliver=True).deliver


def test_a_recording_is_looked_up_from_the_root_first(tmp_path: Path) -> None:
    (tmp_path / "portal.har").touch()

    names = ["replay:portal.har", "replay:elsewhere.har"]

    assert [surroundings(HubspotMark(tracker=name), root=tmp_path).tracker for name in names] == [
        f"replay:{tmp_path / 'portal.har'}",
        "replay:elsewhere.har",
    ]


def test_a_portal_that_is_given_whole_is_taken_as_it_is() -> None:
    portal = PortalConfig(portal_id=1)

    assert surroundings(HubspotMark(site="spa", portal=portal), portal_id=7).portal == portal


def test_a_misspelt_portal_setting_is_told_in_one_sentence() -> None:
    with pytest.raises(UsageError) as caught:
        surroundings(HubspotMark(portal={"portalid": 1}))

    assert str(caught.value) == ("the marker's portal cannot be used: Object contains unknown field `portalid`")


def test_a_site_is_looked_up_from_the_root_first() -> None:
    folder = bundled_sites()["spa"]

    assert surroundings(HubspotMark(site="spa"), root=folder.parent).site == SPA


def test_a_site_that_is_not_there_is_told_in_one_sentence() -> None:
    with pytest.raises(SiteError, match="'spq' is neither a folder with a"):
        surroundings(HubspotMark(site="spq"))
