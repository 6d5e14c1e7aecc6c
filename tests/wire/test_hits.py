"""How hits call themselves in messages."""

from __future__ import annotations

import pytest

from harness.wire.hits import (
    ApiEvent,
    BannerReport,
    CollectedForm,
    ConsentHit,
    CtaView,
    CustomEvent,
    ElementClick,
    FeedbackView,
    FeedView,
    FormCounter,
    FormHit,
    FormSetUp,
    FormSubmission,
    Hit,
    LegacyEvent,
    Malformed,
    PageRef,
    PageView,
    RawRequest,
    ScriptError,
    UnknownHit,
    Visitor,
)

PIXEL = "https://track.hubspot.com/__ptq.gif"


@pytest.mark.parametrize(
    ("hit", "phrase"),
    [
        (Hit(), "hit"),
        (PageView(page=PageRef(url="https://acme.test/pricing?a=1")), "page view of /pricing"),
        (PageView(), "page view"),
        (PageView(page=PageRef(path="/" + "a" * 500)), "page view of /" + "a" * 78 + "…"),
        (PageView(page=PageRef(path="/\x1b[2J")), "page view of /\\x1b[2J"),
        (CustomEvent(name="pe4242_course"), "event pe4242_course"),
        (CustomEvent(), "event without a name"),
        (LegacyEvent(id="Bought"), "legacy event Bought"),
        (LegacyEvent(), "legacy event"),
        (ElementClick(properties=(("hs_element_text", "Kontakt"),)), "click on 'Kontakt'"),
        (ElementClick(), "click"),
        (FormHit(step="view", form_id="f1"), "form view of f1"),
        (FormHit(step="completion", lead_flow_id="l1"), "form completion of l1"),
        (FormHit(step="install"), "form install"),
        (ConsentHit(decision="revoked"), "consent revoked"),
        (CtaView(ids=("c1", "v1")), "CTA view of c1"),
        (CtaView(), "CTA view"),
        (FeedbackView(survey_id="s1"), "feedback view of s1"),
        (FeedbackView(), "feedback view"),
        (FeedView(post="https://blog.acme.test/a"), "feed view of https://blog.acme.test/a"),
        (FeedView(), "feed view"),
        (ScriptError(message="boom"), "script error 'boom'"),
        (ScriptError(), "script error"),
        (ApiEvent(name="000000001625"), "API event 000000001625"),
        (ApiEvent(), "API event"),
        (FormSubmission(form_id="f1"), "form submission of f1"),
        (FormSubmission(), "form submission"),
        (CollectedForm(form_selector="#contact"), "collected form #contact"),
        (CollectedForm(), "collected form"),
        (FormSetUp(), "form set-up"),
        (FormCounter(), "form counter"),
        (BannerReport(activity="click"), "banner report of a click"),
        (UnknownHit(path="/__ptq.gif", code="77"), "unknown hit /__ptq.gif k=77"),
        (UnknownHit(path="/__new.gif"), "unknown hit /__new.gif"),
        (Malformed(request=RawRequest(url=f"{PIXEL}?k=1"), reasons=("…",)), f"malformed request to {PIXEL}"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hit_has_a_phrase(hit: Hit | Malformed, phrase: str) -> None:
    assert hit.phrase == phrase


@pytest.mark.parametrize(
    ("hit", "ids"),
    [
        pytest.param(CtaView(ids=("c1", "v1")), ("c1", "v1"), id="both"),
        pytest.param(CtaView(ids=("c1",)), ("c1", None), id="no variant"),
        pytest.param(CtaView(), (None, None), id="neither"),
    ],
)
def test_a_cta_view_names_call_to_action_and_variant(hit: CtaView, ids: tuple[str | None, str | None]) -> None:
    assert (hit.cta, hit.variant) == ids


@pytest.mark.parametrize(
    ("hit", "reached"),
    [
        pytest.param(PageView(), True, id="sent"),
        pytest.param(PageView(merged=True), False, id="one request for two"),
        pytest.param(PageView(cut_off=True), False, id="not sent before the page was left"),
    ],
)
def test_a_hit_has_a_request_unless_the_browser_made_none(hit: Hit, reached: bool) -> None:
    assert hit.is_request is reached


def test_a_form_submission_names_the_visitor() -> None:
    assert FormSubmission(visitor=Visitor(usertoken="ada")).hutk == "ada"
