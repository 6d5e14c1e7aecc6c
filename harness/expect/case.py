"""An unmet verdict with its evidence, as explanations and hints look at it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from harness.capture.timeline import Entry, QueueCall, Timeline
from harness.expect.claim import AnyQuery, StateClaim
from harness.expect.claims import ArriveWith, BeSent, Carry, Come, ComeFrom, HaveWalked, walked_paths
from harness.expect.condition import Difference, Miss
from harness.expect.judge import Judgement, Verdict
from harness.expect.match import Wanted, path_matches
from harness.expect.query import own_calls
from harness.expect.states.cookies import BeAbsent
from harness.expect.trace import FOUND, NEAREST
from harness.wire.hits import Hit, PageView

__all__ = ["Case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A verdict, the timeline on which it was made, and what came nearest to being right."""

    verdict: Verdict
    timeline: Timeline
    miss: Miss | None = None

    @classmethod
    def of(cls, verdict: Verdict, timeline: Timeline) -> Case:
        """The case of an unmet verdict."""
        return cls(verdict=verdict, timeline=timeline, miss=_nearest_miss(verdict, timeline))

    @property
    def judgement(self) -> Judgement:
        """What was expected."""
        return self.verdict.judgement

    @property
    def wants_absence(self) -> bool:
        """Whether something was there that should not be."""
        return self.judgement.negated != isinstance(self.judgement.claim, BeAbsent)

    @property
    def query(self) -> AnyQuery:
        """What should have been there, all demands together."""
        claim = self.judgement.claim
        return claim.narrowed if isinstance(claim, Carry | ArriveWith | ComeFrom) else self.judgement.query

    @property
    def marks(self) -> tuple[tuple[str, Entry], ...]:
        """The entries to be marked in a timeline: the nearest miss, and those on which the verdict rests."""
        nearest = [self.miss.item] if self.miss else []
        found = (item for item in self.verdict.found if all(item is not missed for missed in nearest))
        return (*((NEAREST, item) for item in nearest), *((FOUND, item) for item in found))

    @property
    def found_hits(self) -> tuple[Hit, ...]:
        """The hits on which the verdict rests."""
        return tuple(item for item in self.verdict.found if isinstance(item, Hit))

    @property
    def found_views(self) -> tuple[PageView, ...]:
        """The page views on which the verdict rests."""
        return tuple(hit for hit in self.found_hits if isinstance(hit, PageView))

    @property
    def missed_hit(self) -> Hit | None:
        """The hit that came nearest to being right."""
        return self.miss.item if self.miss and isinstance(self.miss.item, Hit) else None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differed about the nearest miss."""
        return self.miss.differences if self.miss else ()

    @property
    def lacks_identity(self) -> bool:
        """Whether an identity was wanted and did not arrive."""
        keys = {"email", "identity"}
        for call in self.calls("identify"):
            keys.update(*(argument for argument in call.arguments if isinstance(argument, dict)))
        return self.lacks(Hit) and any(condition.name in keys for condition in self.query.conditions)

    @property
    def missing_path(self) -> str | None:
        """The path of a page view that should have been counted and was not, when it was given as text."""
        claim = self.judgement.claim
        wanted = self._missing_step(claim) if isinstance(claim, HaveWalked) else self._path_asked_for()
        return wanted if isinstance(wanted, str) else None

    def difference(self, name: str) -> Difference | None:
        """The nearest miss's difference of that name."""
        return next((each for each in self.differences if each.name == name), None)

    def lacks(self, *kinds: type[Hit]) -> bool:
        """Whether a hit that could be of one of these kinds was wanted and did not come."""
        wanted = any(
            issubclass(kind, self.query.kinds) or issubclass(asked, kind)
            for kind in kinds
            for asked in self.query.kinds
        )
        return wanted and not self.judgement.negated and not self.query.of(self.timeline)

    def calls(self, *functions: str) -> tuple[QueueCall, ...]:
        """The site's own queue calls of these functions, in order."""
        return tuple(call for call in own_calls(self.timeline) if call.function in functions)

    def _path_asked_for(self) -> Wanted:
        conditions = (each for each in self.query.conditions if each.name == "path")
        asked = (condition.wanted for condition in conditions if condition.agree is path_matches)
        return None if self.query.of(self.timeline) else next(asked, None)

    def _missing_step(self, claim: HaveWalked) -> Wanted:
        steps = zip_longest(claim.paths, walked_paths(self.judgement.query, self.timeline))
        return next((wanted for wanted, walked in steps if not path_matches(wanted, walked)), None)


def _nearest_miss(verdict: Verdict, timeline: Timeline) -> Miss | None:
    query, found = verdict.judgement.query, verdict.found
    if verdict.judgement.negated:
        return None
    match verdict.judgement.claim:
        case HaveWalked():
            return None
        case StateClaim() as claim:
            return claim.nearest_miss(timeline)
        case BeSent(times=times) if len(found) >= (times or 1):
            return None
        case ComeFrom() if found:
            return None
        case Carry(narrowed=narrowed, subject=subject) if found:
            return narrowed.nearest_miss(timeline, within=subject)
        case ArriveWith(narrowed=narrowed):
            return narrowed.nearest_miss(timeline)
        case Come(other=other) if query.of(timeline):
            return other.nearest_miss(timeline)
    return query.nearest_miss(timeline)
