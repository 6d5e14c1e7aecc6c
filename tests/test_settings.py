"""What can be set for tests, and which values fit."""

from __future__ import annotations

import pytest

from harness.settings import SETTINGS


@pytest.mark.parametrize(
    ("key", "option", "name"),
    [
        pytest.param("site", "--hubspot-site", "hubspot_site", id="one word"),
        pytest.param("allow-host", "--hubspot-allow-host", "hubspot_allow_host", id="two words"),
    ],
)
def test_a_setting_is_an_option_of_pytest(key: str, option: str, name: str) -> None:
    assert (SETTINGS[key].option, SETTINGS[key].name) == (option, name)


@pytest.mark.parametrize(
    ("key", "value", "fits"),
    [
        pytest.param("site", "spa", True, id="a text"),
        pytest.param("site", 1, False, id="no text"),
        pytest.param("portal", 4242, True, id="a number"),
        pytest.param("portal", "4242", False, id="a number in quotation marks"),
        pytest.param("portal", True, False, id="no number"),
        pytest.param("deliver", False, True, id="a flag"),
        pytest.param("deliver", 1, False, id="no flag"),
        pytest.param("allow-host", "*.acme.test", True, id="one of many"),
        pytest.param("allow-host", ["a.test", "b.test"], True, id="many"),
        pytest.param("allow-host", ["a.test", 1], False, id="not all of them"),
        pytest.param("evidence", "on", True, id="a choice"),
        pytest.param("evidence", "always", False, id="no choice"),
    ],
)
def test_a_value_fits_by_its_kind(key: str, value: object, fits: bool) -> None:
    assert SETTINGS[key].fits(value) is fits


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        pytest.param("portal", "a whole number", id="a number"),
        pytest.param("evidence", "'on', 'off' or 'retain-on-failure'", id="a choice"),
    ],
)
def test_what_is_wanted_is_told_in_words(key: str, wanted: str) -> None:
    assert SETTINGS[key].wanted == wanted
