"""How values are read, written and said."""

from __future__ import annotations

from typing import Any

import pytest

from harness.wire import codecs as c
from harness.wire.consent import ConsentCategories

VISITOR = "4f3c2b1a09f8e7d6c5b4a39281706f5e"
STEPS = c.choice({"15": "view", "16": "install"})
HSTC_TEXT = f"226818242.{VISITOR}.1783669943308.1783669943308.1783937475079.2"


@pytest.mark.parametrize(
    ("codec", "text", "said"),
    [
        pytest.param(c.TEXT, "Über uns", "Über uns", id="text"),
        pytest.param(c.NUMBER, "4242", "4242", id="number"),
        pytest.param(c.EPOCH_MS, "1783937751329", "2026-07-13T10:15:51.329Z", id="time"),
        pytest.param(c.TRUE_FALSE, "true", "true", id="flag"),
        pytest.param(c.ONE, "1", "yes", id="one"),
        pytest.param(c.CONSENT_GIVEN, "false", "no", id="consent not given"),
        pytest.param(c.POLICY, "1", "opt-in", id="policy"),
        pytest.param(c.POLICY, "9", "9", id="policy of the future"),
        pytest.param(c.CATEGORIES, "3", "necessary, analytics", id="categories"),
        pytest.param(c.CATEGORIES, "0", "none: the banner has not answered", id="no categories"),
        pytest.param(
            c.HSTC,
            HSTC_TEXT,
            f"visitor {VISITOR}, first seen 2026-07-10T07:52:23.308Z, previous session 2026-07-10T07:52:23.308Z, "
            "this session 2026-07-13T10:11:15.079Z is number 2, domain hash 226818242",
            id="hstc",
        ),
        pytest.param(
            c.HSSC,
            "226818242.2.1783937475079",
            "2 page views since 2026-07-13T10:11:15.079Z, domain hash 226818242",
            id="hssc",
        ),
        pytest.param(c.IDENTITY, "email=ada%40acme.test&id=7", "email=ada@acme.test, id=7", id="identity"),
        pytest.param(c.IDENTITY, "", "empty", id="empty identity"),
        pytest.param(c.TEXTS, '["cta","variant"]', "cta, variant", id="JSON array"),
        pytest.param(c.TWICE_ENCODED, "https%3A%2F%2Facme.test%2F", "https://acme.test/", id="encoded twice"),
        pytest.param(STEPS, "15", "view", id="choice"),
    ],
)
def test_a_value_is_written_as_it_was_read_and_said_in_words(codec: c.Codec[Any], text: str, said: str) -> None:
    value = codec.read(text)

    assert (codec.write(value), codec.say(value)) == (text, said)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        pytest.param(c.NUMBER, "", id="number: empty"),
        pytest.param(c.NUMBER, "-1", id="number: negative"),
        pytest.param(c.NUMBER, "١", id="number: another script"),
        pytest.param(c.NUMBER, "9" * 5000, id="number: too long"),
        pytest.param(c.EPOCH_MS, "today", id="time"),
        pytest.param(c.TRUE_FALSE, "True", id="flag"),
        pytest.param(c.ONE, "0", id="one"),
        pytest.param(c.CONSENT_GIVEN, "", id="consent"),
        pytest.param(c.CATEGORIES, "all", id="categories"),
        pytest.param(c.TEXTS, "[1]", id="JSON array: no texts"),
        pytest.param(c.TEXTS, '{"a":1}', id="JSON array: an object"),
        pytest.param(c.TEXTS, "[", id="JSON array: no JSON"),
        pytest.param(c.TEXTS, "[" * 100_000, id="JSON array: too deep"),
        pytest.param(STEPS, "17", id="choice"),
    ],
)
def test_a_text_that_does_not_fit_is_refused(codec: c.Codec[Any], text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        codec.read(text)


@pytest.mark.parametrize(
    ("codec", "value"),
    [
        pytest.param(c.ONE, False, id="visitor was not reset"),
        pytest.param(c.CONSENT_GIVEN, True, id="consent was given"),
    ],
)
def test_what_the_wire_says_by_silence_has_no_text(codec: c.Codec[Any], value: bool) -> None:
    assert codec.write(value) is None


def test_a_word_without_a_code_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="'bogus' is none of view, install"):
        STEPS.write("bogus")


def test_an_unnamed_category_is_kept() -> None:
    assert c.CATEGORIES.write(c.CATEGORIES.read("17")) == str(int(ConsentCategories(17)))
