"""What both faces of `expect` share."""

from __future__ import annotations

import pytest

from harness.capture.timeline import Timeline
from harness.errors import UsageError
from harness.expect.claims import BeSent
from harness.expect.expect import Options, expectation, source_of
from harness.expect.grammar import CallExpectation, HitExpectation
from harness.expect.judge import Judgement
from harness.expect.query import HitQuery
from harness.expect.state_grammar import CookieExpectation, LinkExpectation, VisitExpectation
from harness.expect.testing import Seen

ASK = Seen(Timeline())


@pytest.mark.parametrize(
    ("actual", "kind"),
    [
        pytest.param(ASK.hit(), HitExpectation, id="hits"),
        pytest.param(ASK.call(), CallExpectation, id="calls"),
        pytest.param(ASK, VisitExpectation, id="a visit"),
        pytest.param(ASK.cookie(), CookieExpectation, id="cookies"),
        pytest.param(ASK.link("https://acme.test/"), LinkExpectation, id="links"),
        pytest.param("a text", type(None), id="nothing of ours"),
    ],
)
def test_an_expectation_fits_what_was_given(actual: object, kind: type[object]) -> None:
    assert type(expectation(actual, lambda judgement, _: judgement)) is kind


def test_the_usual_timeout_can_be_set() -> None:
    assert (Options().seconds(None), Options(timeout=250).seconds(None), Options().seconds(100)) == (5, 0.25, 0.1)


def test_a_judgement_looks_where_its_query_was_made() -> None:
    assert source_of(Judgement(query=ASK.hit(), claim=BeSent())) is ASK


def test_a_query_needs_a_capture() -> None:
    with pytest.raises(UsageError, match="'hit' belongs to no capture"):
        source_of(Judgement(query=HitQuery(noun="hit", kinds=()), claim=BeSent()))
