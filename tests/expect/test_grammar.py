"""What expectations make of their arguments."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from harness.capture.timeline import Timeline
from harness.errors import UsageError
from harness.expect.claims import ComeFrom
from harness.expect.grammar import HitExpectation, VisitorLike
from harness.expect.judge import Judgement
from harness.expect.testing import Seen
from harness.wire.hits import Visitor

ADA = "a" * 32


@dataclass
class Browsing:
    """Something that has a visitor."""

    visitor: Visitor | None


def expectation() -> HitExpectation[Judgement]:
    return HitExpectation(Seen(Timeline()).page_view(), lambda judgement, _: judgement)


@pytest.mark.parametrize(
    "visitor",
    [
        pytest.param(ADA, id="usertoken"),
        pytest.param(Visitor(usertoken=ADA), id="visitor"),
        pytest.param(Browsing(Visitor(usertoken=ADA)), id="capture"),
    ],
)
def test_a_visitor_is_known_by_the_usertoken(visitor: VisitorLike) -> None:
    claim = expectation().to_come_from(visitor).claim

    assert isinstance(claim, ComeFrom)
    assert claim.usertoken == ADA


@pytest.mark.parametrize(
    "visitor",
    [
        pytest.param(Visitor(), id="visitor"),
        pytest.param(Browsing(Visitor()), id="capture"),
        pytest.param(Browsing(None), id="capture before its first hit"),
    ],
)
def test_a_visitor_without_a_usertoken_cannot_be_compared(visitor: VisitorLike) -> None:
    with pytest.raises(UsageError) as caught:
        expectation().to_come_from(visitor)

    assert str(caught.value) == "this visitor has no usertoken yet; expect one of the visitor's hits first"


def test_something_has_to_be_carried() -> None:
    with pytest.raises(UsageError) as caught:
        expectation().to_carry()

    assert str(caught.value) == "to_carry was given no value; name what the page view should carry"


def test_properties_may_have_any_name() -> None:
    judgement = expectation().to_carry({"timeout": 3, "not a word": "x"}, plan="gold", timeout=100)

    assert judgement.query.phrase == "page view"
    assert [condition.name for condition in judgement.claim.conditions] == ["timeout", "not a word", "plan"]  # type: ignore[union-attr]  # a Carry


def test_the_timeout_is_handed_on_in_milliseconds() -> None:
    timeouts: list[float | None] = []
    hits = HitExpectation(Seen(Timeline()).hit(), lambda _, timeout: timeouts.append(timeout))

    hits.to_be_sent(timeout=250)
    hits.not_to_be_sent()

    assert timeouts == [250, None]
