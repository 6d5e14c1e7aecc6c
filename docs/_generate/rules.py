"""A page for each rule of the audit, made of its docstring, and the list of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from harness.audit.rule import Rule
from harness.report.rule_text import FAMILIES

__all__ = ["INDEX", "families", "index", "page", "place"]

INDEX = "rules/index.md"
HEAD = """\
# Rules

What an audit looks for; each has a page that says why it matters and how to fix it.
`hstrack rules` lists them in a terminal, and `hstrack rule ID` prints one of these pages.
Severities, options and reasons to leave a rule out are [settings](../audit.md#settings-of-the-rules).
"""


def place(rule: Rule) -> str:
    """Where a rule's page is in the site."""
    return f"rules/{rule.id}.md"


def families(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules of each family, in the order of `hstrack rules`; families of other packages come last."""
    order = {family: place for place, family in enumerate(FAMILIES)}
    named = sorted(rules, key=lambda rule: (order.get(rule.family, len(order)), rule.family, rule.id))
    return {family: list(some) for family, some in groupby(named, key=lambda rule: rule.family)}


def index(rules: Iterable[Rule]) -> str:
    """The page that lists all rules by family."""
    parts = [HEAD]
    for family, some in families(rules).items():
        rows = [f"| [`{rule.id}`]({rule.id}.md) | {rule.severity} | {_prose(rule.page.title)} |" for rule in some]
        parts.append(
            "\n".join([f"## {family}\n", "| rule | severity | what is wrong |", "| --- | --- | --- |", *rows, ""])
        )
    return "\n".join(parts)


def page(rule: Rule, sites: Mapping[str, Path]) -> str:
    """The page of one rule, with the sample sites that show it."""
    return "\n\n".join(_parts(rule, sites)) + "\n"


def _parts(rule: Rule, sites: Mapping[str, Path]) -> Iterator[str]:
    yield f"# {rule.id}"
    yield _prose(rule.page.title)
    family = f"[{rule.family}](index.md#{rule.family})"
    yield f"**{rule.severity}** of the family {family}; `hstrack rule {rule.id}` prints this."
    yield from (
        f"## {name}\n\n{_prose(text)}" for name, text in (("Why", rule.page.why), ("Fix", rule.page.fix)) if text
    )
    yield from (
        f"## {name}\n\n```js\n{text}\n```" for name, text in (("Bad", rule.page.bad), ("Good", rule.page.good)) if text
    )
    if rule.options:
        rows = [f"| `{name}` | `{default!r}` |" for name, default in rule.options.items()]
        told = f"Set in `[tool.hstrack.audit.rules.{rule.id}.options]` of pyproject.toml."
        yield "\n".join(["## Options\n", told, "", "| option | usually |", "| --- | --- |", *rows])
    yield f"## Needs\n\nThese facts of a visit: {', '.join(sorted(rule.needs))}. Without them the rule does not apply."
    if shown := [name for name, file in sites.items() if f'"{rule.id}"' in file.read_text(encoding="utf-8")]:
        told = ", ".join(f"`{name}`" for name in shown)
        yield f"## See it\n\nOn the [sample sites](../sample-sites.md) {told}: `hstrack audit --site {shown[0]}`."
    if rule.page.see:
        sources = (f"<{each}>" if each.startswith("http") else each for each in rule.page.see.split())
        yield f"## Sources\n\n{' '.join(sources)}"


def _prose(text: str) -> str:
    """Prose in which nothing is markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_").replace("|", "\\|")
