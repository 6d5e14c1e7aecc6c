"""Hints on a tracker that never ran."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import fault, navigation, page_view, push, refusal, timeline
from harness.expect.testing import Seen
from harness.sync import expect

HintOf = Callable[[Callable[[], object]], str | None]

HEADER = push("setPortalId", 4242, before_takeover=True, source="https://js.hs-analytics.net/analytics/1/4242.js:1")

REFUSED = Seen(timeline(refusal("js.hs-scripts.com")))
REFUSED_ELSE = Seen(timeline(refusal("fonts.test"), page_view(), push("setPath", "/")))
UNRECORDED = Seen(timeline(fault("recording", "the recording portal.har has no script; record it again")))
UNRECORDED_ELSE = Seen(timeline(fault("recording", "the recording portal.har has no chat"), page_view()))
BLOCKED = Seen(timeline(fault("csp", "img-src blocks https://track.hubspot.com/"), page_view()))
QUEUED = Seen(timeline(push("setPath", "/", before_takeover=True)))
LOADED = Seen(timeline(push("setPath", "/", before_takeover=True), HEADER))
TAKEN = Seen(timeline(push("setPath", "/", before_takeover=False)))
BARE = Seen(timeline(navigation("/", "load")))


@pytest.mark.parametrize(
    ("expectation", "hint"),
    [
        pytest.param(
            lambda: expect(REFUSED.hit()).to_be_sent(),
            "the page asked for js.hs-scripts.com, which the relay refused; no tracking code was loaded from there",
            id="the loader was refused",
        ),
        pytest.param(lambda: expect(REFUSED_ELSE.consent()).to_be_sent(), None, id="something else was refused"),
        pytest.param(
            lambda: expect(UNRECORDED.page_view()).to_be_sent(),
            "the recording portal.har has no script; record it again",
            id="the recording has not the script",
        ),
        pytest.param(lambda: expect(UNRECORDED_ELSE.consent()).to_be_sent(), None, id="something else is unrecorded"),
        pytest.param(
            lambda: expect(BLOCKED.event()).to_be_sent(),
            "the page's Content-Security-Policy blocks HubSpot; allow its hosts in script-src and img-src",
            id="blocked by a policy",
        ),
        pytest.param(lambda: expect(BLOCKED.page_view()).not_to_be_sent(), None, id="a policy does not send hits"),
        pytest.param(
            lambda: expect(QUEUED.hit()).to_be_sent(),
            "the page queued calls, but no tracking code ever took them; see whether the loader is in the page and "
            "loads",
            id="no tracker took the calls",
        ),
        pytest.param(lambda: expect(QUEUED.call()).not_to_be_sent(), None, id="a call that should not be"),
        pytest.param(lambda: expect(LOADED.hit()).to_be_sent(), None, id="a tracker that queued its settings"),
        pytest.param(lambda: expect(TAKEN.consent()).to_be_sent(), None, id="a tracker that is silent"),
        pytest.param(
            lambda: expect(BARE.hit()).to_be_sent(),
            "no call and no hit was seen; see whether the page has HubSpot's tracking code, and was opened in this "
            "context",
            id="no tracking code",
        ),
    ],
)
def test_a_hint_on_loading(expectation: Callable[[], object], hint: str | None, hint_of: HintOf) -> None:
    assert hint_of(expectation) == hint
