"""Addresses that were typed, under other names."""

from __future__ import annotations

import pytest

from harness.codegen.disguise import Disguise


def test_typed_addresses_become_those_of_ada_and_grace() -> None:
    disguise = Disguise(["Mary@Acme.test", "mary@acme.test", "from: edith@acme.test", "joan@acme.test"])

    assert [disguise(text) for text in ("mary@acme.test", "<Edith@acme.test>", "joan@acme.test")] == [
        "ada@example.test",
        "<grace@example.test>",
        "visitor3@example.test",
    ]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        pytest.param("/?email=mary%40acme.test&a=1", "/?email=ada%40example.test&a=1", id="encoded in an address"),
        pytest.param("info@acme.test", "info@acme.test", id="an address that nobody typed"),
        pytest.param("no address", "no address", id="no address"),
    ],
)
def test_they_are_replaced_wherever_they_stand(text: str, instead: str) -> None:
    assert Disguise(["mary@acme.test"])(text) == instead


def test_an_address_that_nobody_typed_is_not_known() -> None:
    disguise = Disguise(["mary@acme.test"])

    assert [disguise.knows(text) for text in ("MARY@acme.test", "info@acme.test", "none")] == [True, False, True]
