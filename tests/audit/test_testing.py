"""The builders that rule authors use."""

from __future__ import annotations

from datetime import timedelta

from harness.audit.finding import DoesNotApply, Findings, Undecided, finding
from harness.audit.rule import rule
from harness.audit.testing import (
    START,
    choice,
    consent_decision,
    event,
    fault,
    legacy_event,
    malformed,
    navigation,
    page,
    page_view,
    push,
    refusal,
    sent,
    timeline,
    told,
    visit,
)
from harness.audit.visit import Visit
from harness.wire.hits import Hit, Identity


def test_entries_follow_one_another_unless_they_say_when() -> None:
    entries = timeline(page_view("/"), page_view("/docs", at_s=3), push("trackPageView"))

    assert [hit.sent_at for hit in entries.hits] == [START, START + timedelta(seconds=3)]
    assert [call.at for call in entries.calls] == [START + timedelta(seconds=3.1)]


def test_a_page_view_knows_its_address_and_its_visitor() -> None:
    hit = page_view("/pricing", title="Pricing", email="ada@acme.test", set_path="/p")

    assert (hit.page.url, hit.page.path, hit.page.title) == ("https://www.acme.test/pricing", "/p", "Pricing")
    assert hit.identity == Identity(pairs=(("email", "ada@acme.test"),))


def test_an_identity_may_hold_any_pairs() -> None:
    assert page_view(identity={"id": "7", "plan": "gold"}).identity == Identity(pairs=(("id", "7"), ("plan", "gold")))


def test_any_hit_can_be_told_more() -> None:
    hit = sent(event("pe4242_course", course_id="Math101"), on="/courses", portal_id=7)

    assert (hit.name, hit.page.url, hit.portal_id) == ("pe4242_course", "https://www.acme.test/courses", 7)
    assert hit.properties == (("course_id", "Math101"),)


def test_keys_of_a_call_make_its_last_argument() -> None:
    call = push("identify", email="ada@acme.test", source="app.js:41 onLogin")

    assert call.arguments == ({"email": "ada@acme.test"},)
    assert str(call.source) == "app.js:41 onLogin"


def test_a_call_without_keys_has_only_its_arguments() -> None:
    assert (push("setPath", "/x").arguments, push("setPath", "/x").source) == (("/x",), None)


def test_a_visit_sorts_its_items_by_what_they_are() -> None:
    built = visit(
        page("/"),
        navigation("/pricing"),
        page_view("/"),
        legacy_event("7", at_s=1),
        consent_decision("approved"),
        push("trackPageView"),
        malformed("no portal id"),
        fault("csp", "blocked"),
        refusal("example.test"),
        choice("accept"),
        Hit(),
        banner="hubspot",
    )

    assert (len(built.pages), len(built.hits), len(built.calls), len(built.malformed)) == (1, 4, 1, 1)
    assert (len(built.navigations), len(built.faults), len(built.refusals), len(built.choices)) == (1, 1, 1, 1)
    assert (built.start_url, built.banner) == ("https://www.acme.test/", "hubspot")
    assert built.hits[-1].sent_at == START + timedelta(seconds=1.7)


@rule(family="page-views", severity="error", needs={"hits"})
def short_visit(visit: Visit, *, crash: bool = False) -> Findings:
    """A visit is short."""
    if not visit.hits:
        raise DoesNotApply("nothing was sent")
    yield finding(f"{1 // (not crash)} hit", at=visit.hits[0])
    yield finding("no event", at=visit.hits[0], severity="note")
    yield Undecided("there may be more")


def test_what_a_rule_says_is_told_in_lines() -> None:
    assert told(short_visit, visit(page_view())) == ["error: 1 hit", "note: no event", "undecided: there may be more"]
    assert told(short_visit, visit()) == ["does-not-apply: nothing was sent"]
    assert [line.partition(":")[0] for line in told(short_visit, visit(page_view()), crash=True)] == ["crashed"]
