"""What a call makes the tracker send."""

from __future__ import annotations

import pytest

from harness.audit.testing import push
from harness.capture.entries import JsonValue
from harness.capture.yields import Yield, may_send, yield_of
from harness.wire.hits import ConsentHit, CustomEvent, ElementClick, FormHit, Hit, LegacyEvent, PageView

EVENT = Yield(CustomEvent, "pe4242_course")


@pytest.mark.parametrize(
    ("hit", "what"),
    [
        pytest.param(PageView(), Yield(PageView), id="page view"),
        pytest.param(CustomEvent(name="pe4242_course"), EVENT, id="event"),
        pytest.param(LegacyEvent(id=""), Yield(LegacyEvent), id="legacy event without an id"),
        pytest.param(FormHit(step="view"), Yield(FormHit, "view"), id="form"),
        pytest.param(ConsentHit(decision="revoked"), Yield(ConsentHit, "revoked"), id="consent"),
    ],
)
def test_a_hit_is_of_a_kind_and_may_have_a_name(hit: Hit, what: Yield) -> None:
    assert yield_of(hit) == what


@pytest.mark.parametrize(
    ("function", "argument", "what"),
    [
        pytest.param("trackPageView", None, Yield(PageView), id="page view"),
        pytest.param("trackFormView", "f1", Yield(FormHit, "view"), id="form step"),
        pytest.param("revokeCookieConsent", None, Yield(ConsentHit, "revoked"), id="revocation"),
        pytest.param("trackCustomBehavioralEvent", {"name": "pe4242_course"}, EVENT, id="event"),
        pytest.param("trackCustomBehavioralEvent", {}, Yield(CustomEvent), id="event without a name"),
        pytest.param("trackCustomBehavioralEvent", "word", Yield(CustomEvent), id="event that is a word"),
        pytest.param("trackCustomBehavioralEvent", {"name": "-"}, Yield(CustomEvent), id="event with a blank name"),
        pytest.param("trackCustomBehavioralEvent", {"name": [1]}, Yield(CustomEvent, "1"), id="event with an odd name"),
        pytest.param("trackEvent", {"id": 7}, Yield(LegacyEvent, "7"), id="legacy event by number"),
        pytest.param("trackConversion", "bought", Yield(LegacyEvent, "bought"), id="legacy event by name"),
        pytest.param("_loadImage", {"k": 1}, Yield(PageView), id="inner function"),
    ],
)
def test_a_call_may_send(function: str, argument: JsonValue, what: Yield) -> None:
    assert may_send(push(function, argument), what)


@pytest.mark.parametrize(
    ("function", "arguments", "what"),
    [
        pytest.param("identify", ({"email": "ada@acme.test"},), Yield(PageView), id="identify sends nothing"),
        pytest.param("trackPageView", (), Yield(ElementClick), id="another kind"),
        pytest.param("trackFormView", ("f1",), Yield(FormHit, "completion"), id="another step"),
        pytest.param("trackCustomBehavioralEvent", (), Yield(CustomEvent), id="event of nothing"),
        pytest.param("trackCustomBehavioralEvent", ({"name": "pe4242_other"},), EVENT, id="another event"),
        pytest.param("trackEvent", ({"id": "pe4242_course"},), EVENT, id="legacy event of that name"),
    ],
)
def test_a_call_cannot_send(function: str, arguments: tuple[JsonValue, ...], what: Yield) -> None:
    assert not may_send(push(function, *arguments), what)
