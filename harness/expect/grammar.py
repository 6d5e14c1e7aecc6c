"""The grammar of expectations: one description of every `to_…`, for tests that block and tests that await.

`Done` is what an expectation returns: None, or an awaitable of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, Protocol, TypeVar

from harness.errors import UsageError
from harness.expect.claim import AnyQuery, SentQuery
from harness.expect.claims import AnyClaim, ArriveWith, BeSent, Carry, Come, ComeFrom, HaveWalked
from harness.expect.condition import Condition
from harness.expect.fields import PAGE_FIELDS, carried
from harness.expect.judge import Judgement
from harness.expect.match import Wanted
from harness.expect.query import CallQuery, HitQuery
from harness.wire.hits import Visitor

__all__ = ["Asking", "CallExpectation", "Done", "HitExpectation", "Run", "TimelineExpectation", "VisitorLike"]

Done = TypeVar("Done")
Asked = TypeVar("Asked", bound=AnyQuery)
Sent = TypeVar("Sent", bound=SentQuery)
Run = Callable[[Judgement, float | None], Done]
"""Decides a judgement within a timeout in milliseconds (None: the usual one) and raises when it is not met."""


class HasVisitor(Protocol):
    """Something that knows its visitor, such as a capture."""

    @property
    def visitor(self) -> Visitor | None:
        """Who is visiting; None before the first hit."""


VisitorLike = Visitor | str | HasVisitor
"""A visitor, a usertoken, or something that has a visitor."""


class Asking(Generic[Asked, Done]):
    """An expectation that was begun: of what, and how it will be decided.

    `timeout` is in milliseconds, as in Playwright's own expectations. A `not_to_` is judged once nothing more is under
    way, and so are counts and order.
    """

    def __init__(self, query: Asked, run: Run[Done]) -> None:
        self._query = query
        self._run = run

    def _expect(self, claim: AnyClaim, timeout: float | None) -> Done:
        __tracebackhide__ = True
        return self._run(Judgement(query=self._query, claim=claim), timeout)

    def _expect_not(self, claim: AnyClaim, timeout: float | None) -> Done:
        __tracebackhide__ = True
        return self._run(Judgement(query=self._query, claim=claim, negated=True), timeout)


class Expectation(Asking[Sent, Done]):
    """What can be expected of hits and of queue calls alike."""

    def to_be_sent(self, *, times: int | None = None, timeout: float | None = None) -> Done:
        """At least one is sent (a call: made); with `times` exactly so many."""
        __tracebackhide__ = True
        return self._expect(BeSent(times=times), timeout)

    def not_to_be_sent(self, *, timeout: float | None = None) -> Done:
        """None is sent."""
        __tracebackhide__ = True
        return self._expect_not(BeSent(), timeout)

    def to_come_before(self, other: SentQuery, *, timeout: float | None = None) -> Done:
        """The first one comes before the first of the other query; both come."""
        __tracebackhide__ = True
        return self._expect(Come(order="before", other=other), timeout)

    def not_to_come_before(self, other: SentQuery, *, timeout: float | None = None) -> Done:
        """None comes before the first of the other query, nor when the other never comes."""
        __tracebackhide__ = True
        return self._expect_not(Come(order="before", other=other), timeout)

    def to_come_after(self, other: SentQuery, *, timeout: float | None = None) -> Done:
        """The first one comes after the first of the other query; both come."""
        __tracebackhide__ = True
        return self._expect(Come(order="after", other=other), timeout)

    def not_to_come_after(self, other: SentQuery, *, timeout: float | None = None) -> Done:
        """The first one does not come after the first of the other query."""
        __tracebackhide__ = True
        return self._expect_not(Come(order="after", other=other), timeout)


class CallExpectation(Expectation[CallQuery, Done]):
    """What can be expected of queue calls."""


class HitExpectation(Expectation[HitQuery, Done]):
    """What can be expected of hits."""

    def to_carry(
        self,
        values: Mapping[str, Wanted] | None = None,
        /,
        *,
        timeout: float | None = None,
        **more: Wanted,
    ) -> Done:
        """At least one carries all these values: its own properties, its identity, or the fields of its page."""
        __tracebackhide__ = True
        return self._expect(self._carry({**(values or {}), **more}), timeout)

    def not_to_carry(
        self,
        values: Mapping[str, Wanted] | None = None,
        /,
        *,
        timeout: float | None = None,
        **more: Wanted,
    ) -> Done:
        """None carries all these values."""
        __tracebackhide__ = True
        return self._expect_not(self._carry({**(values or {}), **more}), timeout)

    def to_arrive_with(self, other: HitQuery, *, timeout: float | None = None) -> Done:
        """At least one is what the other query asks for, too."""
        __tracebackhide__ = True
        return self._expect(self._arrive_with(other), timeout)

    def not_to_arrive_with(self, other: HitQuery, *, timeout: float | None = None) -> Done:
        """None is what the other query asks for."""
        __tracebackhide__ = True
        return self._expect_not(self._arrive_with(other), timeout)

    def to_come_from(self, visitor: VisitorLike, *, timeout: float | None = None) -> Done:
        """Some are sent, and all of them by this visitor, who may have come from another domain."""
        __tracebackhide__ = True
        return self._expect(self._come_from(visitor), timeout)

    def not_to_come_from(self, visitor: VisitorLike, *, timeout: float | None = None) -> Done:
        """None is sent by this visitor."""
        __tracebackhide__ = True
        return self._expect_not(self._come_from(visitor), timeout)

    def _carry(self, values: Mapping[str, Wanted]) -> Carry:
        if not values:
            raise UsageError(f"to_carry was given no value; name what the {self._query.noun} should carry")
        conditions = tuple(Condition(name=name, wanted=wanted, read=carried(name)) for name, wanted in values.items())
        return Carry(subject=self._query, narrowed=self._query.that(*conditions), conditions=conditions)

    def _arrive_with(self, other: HitQuery) -> ArriveWith:
        return ArriveWith(subject=self._query, narrowed=self._query.that_are(other), other=other)

    def _come_from(self, visitor: VisitorLike) -> ComeFrom:
        usertoken = _usertoken_of(visitor)
        condition = Condition(name="usertoken", wanted=usertoken, read=PAGE_FIELDS["usertoken"])
        return ComeFrom(narrowed=self._query.that(condition), usertoken=usertoken)


class TimelineExpectation(Expectation[HitQuery, Done]):
    """What can be expected of everything that was captured: of its hits, and of the walk they tell of."""

    def to_have_walked(self, *paths: Wanted, timeout: float | None = None) -> Done:
        """Page views are counted for exactly these paths, in this order."""
        __tracebackhide__ = True
        return self._expect(HaveWalked(paths=paths), timeout)

    def not_to_have_walked(self, *paths: Wanted, timeout: float | None = None) -> Done:
        """Page views are counted for other paths, or in another order."""
        __tracebackhide__ = True
        return self._expect_not(HaveWalked(paths=paths), timeout)


def _usertoken_of(visitor: VisitorLike) -> str:
    known = visitor if isinstance(visitor, str | Visitor) else visitor.visitor
    usertoken = known if isinstance(known, str) or known is None else known.usertoken
    if not usertoken:
        raise UsageError("this visitor has no usertoken yet; expect one of the visitor's hits first")
    return usertoken
