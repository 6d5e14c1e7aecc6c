from dataclasses import replace

from harness.audit.finding import Finding
from harness.audit.rules.page_views.first_view_counted_twice import first_view_counted_twice
from harness.audit.testing import run_rule, visit

EMPTY = run_rule(first_view_counted_twice, visit())


def test_a_result_weighs_as_much_as_its_gravest_finding() -> None:
    found = (Finding(message="a", severity="note"), Finding(message="b", severity="warning"), Finding(message="c"))
    assert [replace(EMPTY, findings=found[:length]).gravest for length in (1, 2, 3)] == ["note", "warning", "error"]


def test_a_result_without_findings_weighs_as_much_as_its_rule() -> None:
    assert EMPTY.gravest == "error"
