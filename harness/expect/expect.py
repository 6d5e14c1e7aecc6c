"""What both faces of `expect` share: which expectation fits what was given, where it looks, how long to wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from harness.errors import UsageError
from harness.expect.grammar import CallExpectation, HitExpectation, Run
from harness.expect.judge import Judgement
from harness.expect.queries import Queries
from harness.expect.query import CallQuery, CookieQuery, HitQuery, LinkQuery, Source
from harness.expect.state_grammar import CookieExpectation, LinkExpectation, VisitExpectation

__all__ = ["Options", "expectation", "source_of"]

Done = TypeVar("Done")


@dataclass(slots=True, kw_only=True)
class Options:
    """What `expect.set_options` sets: the usual timeout in milliseconds."""

    timeout: float = 5_000

    def seconds(self, timeout: float | None) -> float:
        """A timeout in seconds, from the milliseconds of Playwright's grammar; None is the usual one."""
        return (self.timeout if timeout is None else timeout) / 1000


def expectation(actual: object, run: Run[Done]) -> object | None:
    """The expectation that fits a query or a capture; None for anything else, which Playwright may know."""
    match actual:
        case HitQuery():
            return HitExpectation(actual, run)
        case CallQuery():
            return CallExpectation(actual, run)
        case Queries():
            return VisitExpectation(actual, run)
        case CookieQuery():
            return CookieExpectation(actual, run)
        case LinkQuery():
            return LinkExpectation(actual, run)
        case _:
            return None


def source_of(judgement: Judgement) -> Source:
    """Where a judgement looks; UsageError when its query was made without a capture."""
    source = judgement.query.source
    if source is None:
        raise UsageError(
            f"{judgement.query.phrase!r} belongs to no capture; make the query with one: hubspot.page_view()"
        )
    return source
