"""Consent on the wire and in the banner's cookies."""

from __future__ import annotations

import pytest

from harness.wire.consent import ConsentCategories, category_preference, parse_categories

NECESSARY = ConsentCategories.NECESSARY
ANALYTICS = ConsentCategories.ANALYTICS
ADVERTISEMENT = ConsentCategories.ADVERTISEMENT
FUNCTIONALITY = ConsentCategories.FUNCTIONALITY


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        pytest.param("0", ConsentCategories.NONE, id="pending"),
        pytest.param("1", NECESSARY, id="declined"),
        pytest.param("3", NECESSARY | ANALYTICS, id="analytics only"),
        pytest.param("13", NECESSARY | ADVERTISEMENT | FUNCTIONALITY, id="all but analytics"),
        pytest.param("15", NECESSARY | ANALYTICS | ADVERTISEMENT | FUNCTIONALITY, id="all"),
        pytest.param("17", NECESSARY | ConsentCategories(16), id="a category of the future"),
    ],
)
def test_categories_are_a_bit_sum(text: str, categories: ConsentCategories) -> None:
    assert parse_categories(text) == categories


@pytest.mark.parametrize("text", ["", "x", "-1", "256", "9" * 5000, "١"])
def test_a_text_that_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no sum of categories"):
        parse_categories(text)


@pytest.mark.parametrize(
    ("cookie", "chosen"),
    [
        pytest.param("1:true,2:false,3:false", NECESSARY | ANALYTICS, id="banner of 2021"),
        pytest.param("1:false_2:true_3:true", NECESSARY | ADVERTISEMENT | FUNCTIONALITY, id="banner of 2024"),
        pytest.param("1:false,2:false,3:false", NECESSARY, id="declined"),
        pytest.param("1:yes", None, id="no such choice"),
        pytest.param("", None, id="empty"),
    ],
)
def test_the_stored_choice_is_read(cookie: str, chosen: ConsentCategories | None) -> None:
    assert category_preference(cookie) == chosen
