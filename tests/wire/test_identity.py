"""The identity of a hit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire.identity import Identity, identity_text, parse_identity

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ADA = Identity(pairs=(("email", "ada@acme.test"), ("Favorite Color", "blue+green"), ("id", "7")))


def test_an_identity_is_a_form_encoded_list() -> None:
    assert identity_text(ADA) == "email=ada%40acme.test&Favorite+Color=blue%2Bgreen&id=7"


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_an_identity_reads_as_it_was_written(pairs: list[tuple[str, str]]) -> None:
    identity = Identity(pairs=tuple(pairs))

    assert parse_identity(identity_text(identity)) == identity


@pytest.mark.parametrize(
    ("identity", "email", "external_id"),
    [
        pytest.param(ADA, "ada@acme.test", "7", id="both"),
        pytest.param(parse_identity(""), None, None, id="identify without anything"),
        pytest.param(parse_identity("Email=ada@acme.test"), None, None, id="the case of a key counts"),
        pytest.param(parse_identity("id=1&id=2"), None, "2", id="the last of an array"),
    ],
)
def test_email_and_id_are_found(identity: Identity, email: str | None, external_id: str | None) -> None:
    assert (identity.email, identity.id) == (email, external_id)
