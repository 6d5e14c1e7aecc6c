"""What a rule says of a case, as lines that a test can compare."""

from __future__ import annotations

from harness.audit.rule import Rule
from harness.audit.testing import run_rule
from harness.audit.visit import Visit


def said(rule: Rule, case: Visit) -> list[str]:
    """The messages of its findings; else its doubts, or its outcome alone."""
    result = run_rule(rule, case)
    assert result.crashes == ()
    return [finding.message for finding in result.findings] or [*result.undecided] or [result.outcome]
