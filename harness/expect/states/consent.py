"""What can be said of consent: which categories the visitor has given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from harness.capture.timeline import Cookie, Timeline
from harness.expect.claim import Reading, StateClaim
from harness.expect.phrases import shown
from harness.expect.query import CookieQuery, HitQuery
from harness.wire.consent import CATEGORY_COOKIE, ConsentCategories, category_preference
from harness.wire.hits import Hit

__all__ = ["HaveConsent", "Told"]

OPT_OUT_COOKIE = "__hs_opt_out"
CATEGORIES: Mapping[str, ConsentCategories] = {
    "analytics": ConsentCategories.ANALYTICS,
    "advertisement": ConsentCategories.ADVERTISEMENT,
    "functionality": ConsentCategories.FUNCTIONALITY,
}
OPTED_OUT: Mapping[str, ConsentCategories] = {"no": ConsentCategories(15), "yes": ConsentCategories.NECESSARY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The categories that are given, and the hit or cookie that says so."""

    categories: ConsentCategories
    by: Hit | Cookie

    @classmethod
    def newest(cls, hits: Iterable[Hit], cookies: Iterable[Cookie]) -> Self | None:
        """What the newest hit says, for the tracker goes by that; before the banner's answer, what the banner keeps."""
        said = [cls(categories=given, by=hit) for hit in hits if (given := hit.consent.categories) is not None][-1:]
        kept = [cls(categories=given, by=cookie) for cookie in cookies if (given := _choice(cookie)) is not None]
        answered = [told for told in said if told.categories]
        return next(iter([*answered, *kept, *said]), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HaveConsent(StateClaim):
    """Each category is given, or is not, as wanted; what nobody has told of is not given."""

    wanted: Mapping[str, bool]
    hits: HitQuery
    cookies: CookieQuery

    def look(self, timeline: Timeline) -> Reading:
        """Rests on the newest hit, or on the banner's cookie."""
        told = self._told(timeline)
        states = _states(told)
        holds = all(states[name] == wanted for name, wanted in self.wanted.items())
        return Reading(holds=holds, found=(told.by,) if told else ())

    @property
    def predicate(self) -> str:
        """As the test says it."""
        return f"have consent: {_listed(self.wanted)}"

    def lack(self, timeline: Timeline) -> str:
        """What was told, and by whom."""
        told = self._told(timeline)
        if told is None:
            return "no hit says anything of consent, and no choice is stored"
        if not told.categories:
            return "the newest hit was sent before the banner had answered, and no choice is stored"
        source = "the newest hit" if isinstance(told.by, Hit) else f"the stored choice ({told.by.name})"
        return f"{source} says: {_listed(_states(told))}"

    def breach(self, timeline: Timeline) -> str:
        """The same."""
        return self.lack(timeline)

    def _told(self, timeline: Timeline) -> Told | None:
        return Told.newest(self.hits.of(timeline), self.cookies.of(timeline))


def _choice(cookie: Cookie) -> ConsentCategories | None:
    """The choice that a cookie of the banner keeps; the banner of 2021 keeps whether the visitor has opted out."""
    if cookie.name == CATEGORY_COOKIE:
        return category_preference(cookie.value)
    return OPTED_OUT.get(cookie.value) if cookie.name == OPT_OUT_COOKIE else None


def _states(told: Told | None) -> dict[str, bool]:
    given = told.categories if told else ConsentCategories.NONE
    return {name: category in given for name, category in CATEGORIES.items()}


def _listed(states: Mapping[str, bool]) -> str:
    return ", ".join(f"{name} {shown(given)}" for name, given in states.items())
