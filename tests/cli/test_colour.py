from __future__ import annotations

import sys

import pytest

from harness.audit.registry import catalogue
from harness.cli._colour import brush, wants_colour
from harness.report.paint import bare, painted
from harness.report.rule_text import rule_list, rule_text


@pytest.mark.parametrize(
    ("terminal", "no_color", "term", "wanted"),
    [
        pytest.param(True, "", "xterm", True, id="a terminal"),
        pytest.param(False, "", "xterm", False, id="a file"),
        pytest.param(True, "1", "xterm", False, id="nobody wants any"),
        pytest.param(True, "", "dumb", False, id="a terminal without colours"),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, no_color: str, term: str, wanted: bool
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", term)

    assert (wants_colour(), brush()) == (wanted, painted if wanted else bare)


def test_rules_are_painted_by_severity() -> None:
    rules = catalogue()

    assert "\x1b[31merror  \x1b[0m" in rule_list(rules, painted)
    assert rule_text(rules[0], painted).startswith(f"\x1b[1m{rules[0].id}\x1b[0m  (")
    assert "\x1b" not in rule_list(rules) + rule_text(rules[0])
