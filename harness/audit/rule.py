"""A rule: a generator of findings with a name, a family, a weight and a page of its own."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from harness.audit.finding import Findings, Severity
from harness.audit.visit import Visit

__all__ = ["FACTS", "SECTIONS", "Fact", "Rule", "RulePage", "rule"]

Fact = Literal[
    "hits", "calls", "navigations", "pages", "redirects", "document", "links", "forms", "storage", "csp", "elements",
    "frameworks", "cookies", "consent", "faults", "failures", "scripts", "portal",
]  # fmt: skip
FACTS: frozenset[Fact] = frozenset(get_args(Fact))
"""What a rule may need of a visit; a visit names the ones that its evidence lacks (`Visit.lacks`).

`pages` are the documents with address and status; `document` is what they say of themselves: title, canonical, robots,
loaders, takeover, queue, switches. `faults` are console messages, exceptions and policy reports, `failures` the
requests that failed. `scripts` are HubSpot's scripts that were asked for, `portal` what is configured in them.
"""

SECTIONS = ("Why", "Fix", "Bad", "Good", "See")
"""The sections of a rule's page."""

_SECTION = re.compile(rf"^({'|'.join(SECTIONS)}):\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """A rule's published page: its docstring, taken apart; a section that is not there is empty."""

    title: str
    why: str = ""
    fix: str = ""
    bad: str = ""
    good: str = ""
    see: str = ""

    @classmethod
    def parse(cls, docstring: str) -> RulePage:
        """The first line and the sections of a docstring; lines of prose are joined, code keeps its lines."""
        head, *rest = _SECTION.split(inspect.cleandoc(docstring))
        sections = dict(zip((name.lower() for name in rest[::2]), rest[1::2], strict=True))
        texts = {name: _lines(text) if name in {"bad", "good"} else _joined(text) for name, text in sections.items()}
        return cls(title=_joined(head), **texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the catalogue; `options` are the keyword-only parameters of its function, with their defaults."""

    id: str
    family: str
    severity: Severity
    needs: frozenset[Fact]
    function: Callable[..., Findings]
    page: RulePage
    file: Path
    options: Mapping[str, object]

    def findings(self, visit: Visit, **options: object) -> Findings:
        """What the rule says of one visit."""
        return self.function(visit, **options)


def rule(*, family: str, severity: Severity, needs: Iterable[Fact]) -> Callable[[Callable[..., Findings]], Rule]:
    """Make a generator function a rule whose id is the function's name with dashes and whose page is its docstring."""

    def made(function: Callable[..., Findings]) -> Rule:
        parameters = inspect.signature(function).parameters.values()
        return Rule(
            id=function.__name__.replace("_", "-"),
            family=family,
            severity=severity,
            needs=frozenset(needs),
            function=function,
            page=RulePage.parse(function.__doc__ or ""),
            file=Path(inspect.getfile(function)),
            options={each.name: each.default for each in parameters if each.kind is each.KEYWORD_ONLY},
        )

    return made


def _joined(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())
