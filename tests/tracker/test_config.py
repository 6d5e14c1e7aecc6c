"""Reading a portal's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigError
from harness.tracker.config import ClickEvent, ConsentConfig, PortalConfig, read_config


def test_what_a_file_leaves_out_has_its_usual_value(tmp_path: Path) -> None:
    file = tmp_path / "portal.json"
    file.write_text(
        '{"portal_id": 7, "consent": {"policy": "opt-in"}, "click_events": [{"selector": "a", "event": "b"}]}'
    )
    assert read_config(file) == PortalConfig(
        portal_id=7,
        consent=ConsentConfig(policy="opt-in"),
        click_events=(ClickEvent(selector="a", event="b"),),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(b'{"portl_id": 7}', "unknown field `portl_id`", id="a field that does not exist"),
        pytest.param(
            b'{"consent": {"policy": "optin"}}', "Invalid enum value 'optin'", id="a value that does not exist"
        ),
        pytest.param(
            b'{"portal_id": "7"}', "Expected `int`, got `str` - at `$.portal_id`", id="a value of another kind"
        ),
        pytest.param(b'{"portal_id": 7', "truncated", id="half a file"),
        pytest.param(b"\xff\xfe", "malformed", id="no text"),
    ],
)
def test_a_typo_is_one_sentence(tmp_path: Path, text: bytes, reason: str) -> None:
    file = tmp_path / "portal.json"
    file.write_bytes(text)
    with pytest.raises(ConfigError) as raised:
        read_config(file)
    message = str(raised.value)
    assert message.startswith(f"{file}: the portal's settings do not fit: ")
    assert (reason in message, "\n" in message) == (True, False)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        read_config(tmp_path / "none.json")
    assert str(raised.value) == (
        f"{tmp_path}/none.json: the portal's settings were wanted here, No such file or directory; name a JSON file"
    )
