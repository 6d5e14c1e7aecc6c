"""The grammar of what the browser holds, and of a visit as a whole: cookies, links, consent, the tracking plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harness.errors import UsageError
from harness.expect.grammar import Asking, Done, Run, TimelineExpectation
from harness.expect.judge import Judgement
from harness.expect.match import Wanted
from harness.expect.queries import Queries
from harness.expect.query import CookieQuery, LinkQuery
from harness.expect.states.consent import HaveConsent
from harness.expect.states.cookies import BeAbsent, BePresent, Last, Lifetime
from harness.expect.states.links import BeLinked

if TYPE_CHECKING:
    from harness.plan.files import PlanLike

__all__ = ["CookieExpectation", "LinkExpectation", "VisitExpectation"]

DAY_S = 86_400


class CookieExpectation(Asking[CookieQuery, Done]):
    """What can be expected of HubSpot's cookies; the jar is read when it is judged, and again until time is up."""

    def to_be_present(self, *, timeout: float | None = None) -> Done:
        """At least one is there."""
        __tracebackhide__ = True
        return self._expect(BePresent(cookies=self._query), timeout)

    def not_to_be_present(self, *, timeout: float | None = None) -> Done:
        """None is there once nothing more is under way."""
        __tracebackhide__ = True
        return self._expect_not(BePresent(cookies=self._query), timeout)

    def to_be_absent(self, *, timeout: float | None = None) -> Done:
        """None is there once nothing more is under way."""
        __tracebackhide__ = True
        return self._expect(BeAbsent(cookies=self._query), timeout)

    def not_to_be_absent(self, *, timeout: float | None = None) -> Done:
        """At least one is there once nothing more is under way."""
        __tracebackhide__ = True
        return self._expect_not(BeAbsent(cookies=self._query), timeout)

    def to_last(self, *, days: float = 0, minutes: float = 0, timeout: float | None = None) -> Done:
        """Some are there, and all of them for so long, to a hundredth or to five minutes, whichever is more."""
        __tracebackhide__ = True
        return self._expect(self._last(days, minutes), timeout)

    def not_to_last(self, *, days: float = 0, minutes: float = 0, timeout: float | None = None) -> Done:
        """None is there for about so long."""
        __tracebackhide__ = True
        return self._expect_not(self._last(days, minutes), timeout)

    def _last(self, days: float, minutes: float) -> Last:
        seconds = days * DAY_S + minutes * 60
        if seconds <= 0:
            raise UsageError("to_last was given no time; say how long the cookie should last: days=180 or minutes=30")
        return Last(cookies=self._query, lifetime=Lifetime(seconds))


class LinkExpectation(Asking[LinkQuery, Done]):
    """What can be expected of links; they are read when it is judged, and again until time is up."""

    def to_be_linked_to(self, host: Wanted, *, timeout: float | None = None) -> Done:
        """Some are there, and all of them lead to the host with the visitor's own __hstc, __hssc and __hsfp."""
        __tracebackhide__ = True
        return self._expect(BeLinked(links=self._query, host=host), timeout)

    def not_to_be_linked_to(self, host: Wanted, *, timeout: float | None = None) -> Done:
        """None leads to the host with the visitor's own __hstc, __hssc and __hsfp."""
        __tracebackhide__ = True
        return self._expect_not(BeLinked(links=self._query, host=host), timeout)


class VisitExpectation(TimelineExpectation[Done]):
    """What can be expected of a visit: of all that was captured, and of the consent that the visitor gave.

    A plan is a `Plan`, the path of one, or None: `tracking-plan.yaml` of the current folder or the nearest one above.
    Of a part of a visit only the hits are judged by it.
    """

    def __init__(self, visit: Queries, run: Run[Done]) -> None:
        super().__init__(visit.page_view(), run)
        self._visit = visit

    def to_have_consent(
        self,
        *,
        analytics: bool | None = None,
        advertisement: bool | None = None,
        functionality: bool | None = None,
        timeout: float | None = None,
    ) -> Done:
        """Each category that is named is given, or is not; without one, analytics is, for which tracking asks."""
        __tracebackhide__ = True
        return self._run(self._consent(analytics, advertisement, functionality), timeout)

    def not_to_have_consent(
        self,
        *,
        analytics: bool | None = None,
        advertisement: bool | None = None,
        functionality: bool | None = None,
        timeout: float | None = None,
    ) -> Done:
        """The categories are otherwise than named; without one, analytics is not given."""
        __tracebackhide__ = True
        judgement = self._consent(analytics, advertisement, functionality)
        return self._run(replace(judgement, negated=True), timeout)

    def to_match_plan(self, plan: PlanLike = None, *, complete: bool = False, timeout: float | None = None) -> Done:
        """All that was sent is planned, and every planned route that was visited was viewed.

        With `complete` every route was viewed and every event sent, too. Raises PlanError for a plan with mistakes.
        """
        __tracebackhide__ = True
        return self._run(self._match_plan(plan, complete), timeout)

    def not_to_match_plan(self, plan: PlanLike = None, *, complete: bool = False, timeout: float | None = None) -> Done:
        """Something was sent that is not planned, or something planned is missing."""
        __tracebackhide__ = True
        return self._run(replace(self._match_plan(plan, complete), negated=True), timeout)

    def _match_plan(self, plan: PlanLike, complete: bool) -> Judgement:
        from harness.expect.states.plans import MatchPlan
        from harness.plan.files import plan_of

        hits = replace(self._visit.hit(), noun="the visit")
        return Judgement(query=hits, claim=MatchPlan(plan=plan_of(plan), complete=complete, hits=hits))

    def _consent(self, analytics: bool | None, advertisement: bool | None, functionality: bool | None) -> Judgement:
        named = {"analytics": analytics, "advertisement": advertisement, "functionality": functionality}
        wanted = {name: given for name, given in named.items() if given is not None} or {"analytics": True}
        cookies = replace(self._visit.cookie(), noun="the visitor")
        return Judgement(query=cookies, claim=HaveConsent(wanted=wanted, hits=self._visit.hit(), cookies=cookies))
