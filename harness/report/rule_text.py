"""A rule's page at a terminal."""

from __future__ import annotations

import textwrap

from harness.audit.rule import Rule, RulePage
from harness.report.paint import BOLD, COLOURS, Paint, bare

__all__ = ["rule_list", "rule_text"]

WIDTH = 100
FAMILIES = (
    *("install", "delivery", "page-views", "identity", "events", "forms"),
    *("linking", "cookies", "consent", "privacy"),
)


def rule_list(rules: tuple[Rule, ...], paint: Paint = bare) -> str:
    """The rules by family, in the order in which a site is set up: a line each with id, severity, first sentence."""
    longest = max((len(rule.id) for rule in rules), default=0)
    families = sorted({rule.family for rule in rules}, key=_place)
    return "\n".join(
        f"{family}\n" + "".join(_line(rule, longest, paint) for rule in rules if rule.family == family)
        for family in families
    )


def _place(family: str) -> tuple[int, str]:
    """Where a family stands in the list; families of users' own come last."""
    return (FAMILIES.index(family) if family in FAMILIES else len(FAMILIES), family)


def _line(rule: Rule, width: int, paint: Paint) -> str:
    severity = paint(f"{rule.severity:<7}", COLOURS[rule.severity])
    return f"  {rule.id:<{width}}  {severity}  {rule.page.title}\n"


def rule_text(rule: Rule, paint: Paint = bare) -> str:
    """The whole page of one rule."""
    head = f"{paint(rule.id, BOLD)}  ({rule.family}, {paint(rule.severity, COLOURS[rule.severity])})"
    options = ", ".join(f"{name} = {value!r}" for name, value in rule.options.items())
    parts = [head, textwrap.fill(rule.page.title, WIDTH), *_sections(rule.page)]
    return "\n\n".join([*parts, *([f"Options: {options}"] if options else [])]) + "\n"


def _sections(page: RulePage) -> list[str]:
    prose = [textwrap.fill(f"{name}: {text}", WIDTH) for name, text in (("Why", page.why), ("Fix", page.fix)) if text]
    code = [
        f"{name}:\n{textwrap.indent(text, '    ')}" for name, text in (("Bad", page.bad), ("Good", page.good)) if text
    ]
    return [*prose, *code, *([f"See: {page.see}"] if page.see else [])]
