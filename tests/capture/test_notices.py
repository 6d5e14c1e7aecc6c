"""What a browser says by itself is no doing of the page's scripts."""

from __future__ import annotations

import pytest

from harness.capture.notices import kind_of_console_error, kind_of_exception


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("TypeError", "exception", id="an error"),
        pytest.param("uncaught exception", "exception", id="a thrown text"),
        pytest.param(None, "exception", id="no name"),
        pytest.param("Content-Security-Policy", "csp", id="a policy"),
        pytest.param("Cross-Origin Request Blocked", "console", id="another origin"),
    ],
)
def test_an_exception_is_told_from_a_notice_by_its_name(name: str | None, kind: str) -> None:
    assert kind_of_exception(name) == kind


def test_chromium_tells_of_policies_on_the_console() -> None:
    blocked = "Refused to connect because it violates the following Content Security Policy directive: connect-src"

    assert [kind_of_console_error(text) for text in (blocked, "404")] == ["csp", "console"]
