"""The old event API answers every call with a picture; the verdict tells which of them count."""

from __future__ import annotations

import pytest

from harness.api.call import Counted
from tests.api.asking import faults, teller


def test_an_event_is_answered_with_an_empty_picture_and_needs_no_token() -> None:
    ask = teller()

    call = ask("GET", "/v1/event?_a=4242&_n=000000001625&email=ada@acme.test&_m=20.5&firstname=Ada", token=None)

    assert (ask.answer.status, ask.answer.body, ask.answer.media_type) == (200, None, "image/gif")
    assert call.faults == ()
    assert call.counted == (
        Counted(
            kind="legacy event",
            name="000000001625",
            portal_id=4242,
            identity=(("email", "ada@acme.test"),),
            properties=(("value", "20.5"), ("email", "ada@acme.test"), ("firstname", "Ada")),
        ),
    )


def test_an_external_id_is_an_identity_as_well() -> None:
    assert teller(portal_id=None)("GET", "/v1/event/?_a=7&_n=Bought&id=u-1").counted[0].identity == (("id", "u-1"),)


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        pytest.param("_n=1&id=7", ("invalid-value", "_a '': wanted the portal id"), id="no portal"),
        pytest.param(
            "_a=\u0661&_n=1&id=7", ("invalid-value", "_a '\u0661': wanted the portal id"), id="no plain digit"
        ),
        pytest.param("_a=x&_n=1&id=7", ("invalid-value", "_a 'x': wanted the portal id"), id="no number"),
        pytest.param("_a=7&_n=1&id=7", ("foreign-portal", "_a is portal 7, not 4242"), id="another portal"),
        pytest.param("_a=4242&id=7", ("invalid-value", "_n: wanted the id or the name of an event"), id="no event"),
        pytest.param(
            "_a=4242&_n=1",
            ("missing-identity", "one of email and id is required, or nobody gets the event"),
            id="nobody",
        ),
        pytest.param(
            "_a=4242&_n=1&email=ada",
            ("invalid-value", "email 'ada' is no e-mail address; its signs but @ - _ . have to be encoded"),
            id="no address",
        ),
        pytest.param("_a=4242&_n=1&id=7&_m=much", ("invalid-value", "_m 'much': wanted a number"), id="no value"),
        pytest.param("_a=4242&_n=1&id=7&_m=nan", ("invalid-value", "_m 'nan': wanted a number"), id="nan"),
    ],
)
def test_what_is_wrong_gets_the_same_picture_and_counts_nothing(query: str, fault: tuple[str, str]) -> None:
    call = teller()("GET", f"/v1/event?{query}")

    assert (call.status, call.counted, faults(call)) == (200, (), [fault])


def test_nothing_limits_how_many_there_are() -> None:
    ask = teller()

    assert {ask("GET", "/v1/event?_a=4242&_n=1&id=7").status for _ in range(60)} == {200}
