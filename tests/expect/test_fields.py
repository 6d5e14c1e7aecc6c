"""What can be asked of a hit."""

from __future__ import annotations

import pytest

from harness.audit.testing import event, page_view, push, sent
from harness.expect.fields import (
    PAGE_FIELDS,
    Reader,
    argument,
    attribute,
    carried,
    form_step,
    identity_pairs,
    identity_value,
    own_value,
)
from harness.wire.hits import (
    CollectedForm,
    CustomEvent,
    FormField,
    FormHit,
    FormSubmission,
    Hit,
    Identity,
)


@pytest.mark.parametrize(
    ("hit", "path"),
    [
        pytest.param(page_view("/search?q=1#top"), "/search?q=1", id="of the address bar, without the fragment"),
        pytest.param(page_view("/x", canonical="https://www.acme.test/c?p=1"), "/c?p=1", id="of the canonical link"),
        pytest.param(
            page_view("/x", canonical="https://www.acme.test/c", set_path="s"), "s", id="of setPath, as given"
        ),
        pytest.param(Hit(), None, id="none"),
    ],
)
def test_the_path_is_the_one_that_hubspot_counts(hit: Hit, path: str | None) -> None:
    assert PAGE_FIELDS["path"](hit) == path


def test_page_fields_read_page_portal_and_visitor() -> None:
    hit = page_view("/docs", title="Docs", referrer="https://search.test/", previous_path="/", usertoken="a" * 32)

    assert {name: read(hit) for name, read in PAGE_FIELDS.items()} == {
        "path": "/docs",
        "url": "https://www.acme.test/docs",
        "host": "www.acme.test",
        "title": "Docs",
        "referrer": "https://search.test/",
        "canonical": None,
        "previous_path": "/",
        "portal_id": 4242,
        "hublet": "na1",
        "usertoken": "a" * 32,
    }


def test_a_hit_without_a_page_has_no_host() -> None:
    assert PAGE_FIELDS["host"](Hit()) is None


@pytest.mark.parametrize(
    ("hit", "value"),
    [
        pytest.param(event("pe4242_x", plan="gold"), "gold", id="property of an event"),
        pytest.param(CustomEvent(properties=(("plan", "a"), ("plan", "b"))), ("a", "b"), id="repeated property"),
        pytest.param(FormSubmission(fields=(FormField(name="plan", value="gold"),)), "gold", id="submitted field"),
        pytest.param(
            CollectedForm(contact=(("email", "x"),), values=(("plan", "gold"),)), "gold", id="collected field"
        ),
        pytest.param(event("pe4242_x"), None, id="not there"),
        pytest.param(page_view(), None, id="a page view has none"),
    ],
)
def test_own_values_are_those_of_events_and_forms(hit: Hit, value: object) -> None:
    assert own_value("plan")(hit) == value


@pytest.mark.parametrize(
    ("read", "hit", "value"),
    [
        pytest.param(carried("email"), page_view(email="ada@acme.test"), "ada@acme.test", id="identity"),
        pytest.param(carried("title"), page_view(title="Home"), "Home", id="page field"),
        pytest.param(carried("title"), event("pe4242_x", title="Maths"), "Maths", id="its own property goes first"),
        pytest.param(carried("plan"), page_view(title="Home"), None, id="nothing of that name"),
        pytest.param(identity_value("email"), page_view(), None, id="no identity"),
        pytest.param(identity_pairs, page_view(), None, id="no pairs without an identity"),
        pytest.param(identity_pairs, Hit(identity=Identity()), None, id="no pairs in an empty identity"),
        pytest.param(identity_pairs, page_view(email="a"), (("email", "a"),), id="all pairs"),
        pytest.param(attribute("name"), page_view(), None, id="an attribute of other kinds"),
        pytest.param(form_step, FormHit(step="view"), "view", id="step of a form"),
        pytest.param(form_step, sent(FormSubmission()), "submission", id="a submitted form"),
    ],
)
def test_facts_are_read_from_a_hit(read: Reader, hit: Hit, value: object) -> None:
    assert read(hit) == value


def test_arguments_are_read_by_place() -> None:
    call = push("setPath", "/x")

    assert (argument(0)(call), argument(1)(call)) == ("/x", None)
