"""Hints on identities."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.audit.testing import page_view, push, timeline
from harness.expect.testing import Seen
from harness.sync import expect

HintOf = Callable[[Callable[[], object]], str | None]

UNSENT = Seen(timeline(page_view(), push("identify", email="ada@acme.test", plan="gold", source="app.js:33 onLogin")))
SENT = Seen(timeline(push("identify", email="ada@acme.test"), page_view(email="ada@acme.test")))
ANONYMOUS = Seen(timeline(page_view()))
CAPITAL = Seen(timeline(push("identify", Email="ada@acme.test"), page_view(identity={"Email": "ada@acme.test"})))

FLUSH = "identify (app.js:33 onLogin) sends nothing by itself and no hit followed it; push trackPageView after it"


@pytest.mark.parametrize(
    ("expectation", "hint"),
    [
        pytest.param(lambda: expect(UNSENT.identity("ada@acme.test")).to_be_sent(), FLUSH, id="never sent"),
        pytest.param(lambda: expect(UNSENT.identity(plan="gold")).to_be_sent(), FLUSH, id="any pair that was given"),
        pytest.param(
            lambda: expect(UNSENT.identity()).to_arrive_with(UNSENT.page_view("/")), FLUSH, id="not with a page view"
        ),
        pytest.param(lambda: expect(UNSENT.page_view()).to_carry(email="ada@acme.test"), FLUSH, id="not carried"),
        pytest.param(lambda: expect(UNSENT.page_view("/x")).to_be_sent(), None, id="nothing about an identity"),
        pytest.param(lambda: expect(SENT.identity("grace@acme.test")).to_be_sent(), None, id="sent, but another"),
        pytest.param(
            lambda: expect(ANONYMOUS.identity("ada@acme.test")).to_be_sent(),
            "identify was never called on this page; push it before the view or event that should carry the identity",
            id="never called",
        ),
        pytest.param(
            lambda: expect(CAPITAL.identity(email="ada@acme.test")).to_be_sent(),
            "the page wrote the key 'Email'; keys are sent as written, so write it in lower case",
            id="a key in capitals",
        ),
    ],
)
def test_a_hint_on_identities(expectation: Callable[[], object], hint: str | None, hint_of: HintOf) -> None:
    assert hint_of(expectation) == hint
