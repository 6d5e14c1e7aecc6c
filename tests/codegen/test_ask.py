"""The question that finds a hit again."""

from __future__ import annotations

import pytest

from harness.audit.testing import consent_decision, event, legacy_event, page_view, timeline
from harness.codegen.ask import ask_for, identity_ask
from harness.codegen.disguise import Disguise
from harness.wire.hits import CollectedForm, ElementClick, FormHit, FormSubmission, Hit, PageRef, PageView

NOBODY = Disguise([])


@pytest.mark.parametrize(
    ("hit", "code", "carried"),
    [
        pytest.param(page_view("/a"), 'hubspot.page_view("/a", host="www.acme.test")', "", id="page view"),
        pytest.param(PageView(page=PageRef()), "hubspot.page_view()", "", id="page view of nothing"),
        pytest.param(
            event("pe4242_buy", price="420", note="info@acme.test"),
            'hubspot.event("pe4242_buy")',
            "price=420, note=ANY",
            id="event",
        ),
        pytest.param(event(None), "hubspot.event()", "", id="event without a name"),
        pytest.param(
            event("pe4242_buy", timeout="5", self="me", size="L"), 'hubspot.event("pe4242_buy")', 'size="L"', id="taken"
        ),
        pytest.param(legacy_event("7", "20"), 'hubspot.legacy_event("7")', "", id="legacy event"),
        pytest.param(FormHit(step="view", form_id="f1"), 'hubspot.form("view", form_id="f1")', "", id="step of a form"),
        pytest.param(FormSubmission(), 'hubspot.form("submission")', "", id="submission"),
        pytest.param(CollectedForm(), 'hubspot.form("submission")', "", id="collected form"),
        pytest.param(consent_decision("approved"), 'hubspot.consent("approved")', "", id="consent"),
    ],
)
def test_a_hit_is_asked_for_by_what_lasts(hit: Hit, code: str, carried: str) -> None:
    ask = ask_for(hit, NOBODY, with_host=True)

    assert ask is not None
    assert (ask.code, ask.carried_code) == (code, carried)
    assert ask.number_in(timeline(hit), with_carried=True) == 1


def test_the_host_is_left_out_where_there_is_one_only() -> None:
    ask = ask_for(page_view("/a"), NOBODY, with_host=False)

    assert ask is not None
    assert ask.code == 'hubspot.page_view("/a")'


def test_what_the_tracker_sends_by_itself_is_not_asked_for() -> None:
    assert ask_for(ElementClick(), NOBODY, with_host=False) is None


def test_hits_are_counted_with_and_without_what_they_carry() -> None:
    ask = ask_for(event("pe4242_buy", size="L"), NOBODY, with_host=False)
    seen = timeline(event("pe4242_buy", size="L"), event("pe4242_buy", size="M"))

    assert ask is not None
    assert (ask.number_in(seen), ask.number_in(seen, with_carried=True)) == (2, 1)


def test_an_identity_is_asked_for_by_its_pairs() -> None:
    pairs = (("email", "ada@acme.test"), ("plan", "gold"), ("plan", "silver"))

    assert identity_ask(pairs, Disguise(["ada@acme.test"])).code == 'hubspot.identity(email="ada@acme.test", plan=ANY)'
