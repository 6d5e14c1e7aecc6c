"""What can be said of cookies: that they are there, that they are not, how long they last."""

from __future__ import annotations

from dataclasses import dataclass

from harness.capture.timeline import Cookie, Timeline
from harness.expect.claim import Reading, StateClaim
from harness.expect.condition import Condition, Miss
from harness.expect.phrases import count, life
from harness.expect.query import CookieQuery

__all__ = ["BeAbsent", "BePresent", "Last", "Lifetime"]

TOLERANCE = 0.01
LEAST_TOLERANCE_S = 300.0


@dataclass(frozen=True, slots=True, repr=False)
class Lifetime:
    """How long a cookie has still to live; None: until the browser is closed."""

    seconds: float | None

    def __repr__(self) -> str:
        return "until the browser is closed" if self.seconds is None else life(self.seconds)

    def is_about(self, other: object) -> bool:
        """Whether both are alike to a hundredth, or to five minutes where that is more, for a test takes its time."""
        if not isinstance(other, Lifetime) or self.seconds is None or other.seconds is None:
            return self == other
        return abs(self.seconds - other.seconds) <= max(TOLERANCE * self.seconds, LEAST_TOLERANCE_S)


@dataclass(frozen=True, slots=True, kw_only=True)
class BePresent(StateClaim):
    """There is one at least."""

    cookies: CookieQuery

    def look(self, timeline: Timeline) -> Reading:
        """Rests on all there are."""
        found = self.cookies.of(timeline)
        return Reading(holds=bool(found), found=found)

    @property
    def predicate(self) -> str:
        """As the test says it."""
        return "be present"

    def lack(self, timeline: Timeline) -> str:
        """That there is none, and how many others."""
        return _none(self.cookies, timeline)

    def breach(self, timeline: Timeline) -> str:
        """How many there are."""
        return _some(self.cookies, timeline)

    def nearest_miss(self, timeline: Timeline) -> Miss | None:
        """One of the same name that is otherwise not as wanted."""
        return self.cookies.nearest_namesake(timeline)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeAbsent(StateClaim):
    """There is none."""

    cookies: CookieQuery

    @property
    def needs_settle(self) -> bool:
        """What is not there yet may be on its way."""
        return True

    def look(self, timeline: Timeline) -> Reading:
        """Rests on all there are."""
        found = self.cookies.of(timeline)
        return Reading(holds=not found, found=found)

    @property
    def predicate(self) -> str:
        """As the test says it."""
        return "be absent"

    def lack(self, timeline: Timeline) -> str:
        """How many there are."""
        return _some(self.cookies, timeline)

    def breach(self, timeline: Timeline) -> str:
        """That there is none, and how many others."""
        return _none(self.cookies, timeline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Last(StateClaim):
    """There are some, and all of them last so long."""

    cookies: CookieQuery
    lifetime: Lifetime

    def look(self, timeline: Timeline) -> Reading:
        """Rests on those that do not."""
        found, lasting = self._both(timeline)
        others = tuple(cookie for cookie in found if cookie not in lasting)
        return Reading(holds=bool(found) and not others, found=others or found)

    def read_not(self, query: object, timeline: Timeline) -> Reading:  # noqa: ARG002 - it has its own
        """None of them does."""
        found, lasting = self._both(timeline)
        return Reading(holds=not lasting, found=lasting or found)

    @property
    def predicate(self) -> str:
        """As the test says it."""
        return f"last {self.lifetime}"

    def lack(self, timeline: Timeline) -> str:
        """What they do instead."""
        found, lasting = self._both(timeline)
        if not found:
            return _none(self.cookies, timeline)
        if len(found) == 1:
            return f"it lasts {Lifetime(found[0].lifetime_s)}"
        return f"{_do(len(found) - len(lasting), len(found))} not"

    def breach(self, timeline: Timeline) -> str:
        """How many do."""
        found, lasting = self._both(timeline)
        return "it does" if len(found) == 1 else _do(len(lasting), len(found))

    def nearest_miss(self, timeline: Timeline) -> Miss | None:
        """One that lasts otherwise, else one of the same name."""
        nearest = self._lasting.nearest_miss(timeline, within=self.cookies)
        return nearest or self.cookies.nearest_namesake(timeline)

    @property
    def _lasting(self) -> CookieQuery:
        return self.cookies.that(
            Condition(
                name="lifetime",
                wanted=self.lifetime,
                read=lambda cookie: Lifetime(cookie.lifetime_s),
                agree=lambda _, lifetime: self.lifetime.is_about(lifetime),
            )
        )

    def _both(self, timeline: Timeline) -> tuple[tuple[Cookie, ...], tuple[Cookie, ...]]:
        return self.cookies.of(timeline), self._lasting.of(timeline)


def _none(cookies: CookieQuery, timeline: Timeline) -> str:
    others = len(cookies.candidates(timeline))
    if not others:
        return "the browser has no cookie of HubSpot's at all"
    return f"it is not there; {count(others, 'other cookie')} of HubSpot's {'is' if others == 1 else 'are'}"


def _some(cookies: CookieQuery, timeline: Timeline) -> str:
    number = len(cookies.of(timeline))
    return "it is there" if number == 1 else f"{number} are there"


def _do(number: int, of: int) -> str:
    return f"{number} of {of} {'does' if number == 1 else 'do'}"
