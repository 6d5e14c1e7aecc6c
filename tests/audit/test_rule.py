from harness.audit.finding import Findings
from harness.audit.rule import FACTS, RulePage, rule
from harness.audit.testing import page_view, visit
from harness.audit.visit import Visit


@rule(family="page-views", severity="note", needs={"hits"})
def slow_hit(visit: Visit, *, limit_s: float = 2.0) -> Findings:
    """A hit takes its time.

    Why: Nobody
        waits.
    Fix: Hurry.
    Bad: wait();
        wait();
    Good: go();
    See: https://www.acme.test/docs
    """
    yield from ()


def test_a_rule_is_what_its_function_says() -> None:
    assert (slow_hit.id, slow_hit.family, slow_hit.severity, slow_hit.needs, slow_hit.options, slow_hit.file.name) == (
        "slow-hit",
        "page-views",
        "note",
        {"hits"},
        {"limit_s": 2.0},
        "test_rule.py",
    )
    assert list(slow_hit.findings(visit(page_view("/")), limit_s=1.0)) == []


def test_the_docstring_is_the_page() -> None:
    assert slow_hit.page == RulePage(
        title="A hit takes its time.",
        why="Nobody waits.",
        fix="Hurry.",
        bad="wait();\nwait();",
        good="go();",
        see="https://www.acme.test/docs",
    )


def test_a_docstring_without_sections_is_a_title() -> None:
    assert RulePage.parse("A hit\ntakes its time.") == RulePage(title="A hit takes its time.")


def test_the_facts_are_the_ones_a_rule_may_need() -> None:
    assert sorted(FACTS) == [
        *("calls", "consent", "cookies", "csp", "document", "elements", "failures", "faults", "forms", "frameworks"),
        *("hits", "links", "navigations", "pages", "portal", "redirects", "scripts", "storage"),
    ]
