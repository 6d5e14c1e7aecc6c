"""A visit: everything that one journey through a site left behind, as data that can be saved and judged again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from harness.capture.timeline import AskedHit, Navigation, PageFault, QueueCall, Refusal, Timeline
from harness.wire.hits import Hit, Malformed

__all__ = ["ConsentChoice", "CookieFact", "LoaderTag", "PageVisit", "Visit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoaderTag:
    """A script element that loads HubSpot's tracking code: its address, element id and type attribute."""

    src: str
    element_id: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CookieFact:
    """A cookie of the tracker at the end of a page: lifetime in seconds, None for a session cookie."""

    name: str
    value: str
    domain: str
    path: str = "/"
    lifetime_s: float | None = None
    secure: bool = False
    http_only: bool = False
    same_site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """One document that was loaded: asked-for and final address, status, what it said about itself."""

    url: str
    final_url: str
    status: int | None = None
    title: str = ""
    canonical: str | None = None
    loaders: tuple[LoaderTag, ...] = ()
    cookies: tuple[CookieFact, ...] = ()
    loaded_at: datetime
    takeover: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentChoice:
    """What the visitor chose in a consent banner: `accept`, `decline`, `partial` or `revoke`, and when.

    `button` is the selector that was pressed, or the call that was made; `partial` allows all but analytics.
    """

    decision: str
    chosen_at: datetime
    button: str = ""

    @property
    def allows_analytics(self) -> bool:
        """Whether the visitor may be tracked from now on."""
        return self.decision == "accept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One journey in one browser context.

    `banner` names the consent banner that was seen (`hubspot`, a platform's name, or None); `choices` is empty when
    the visitor never chose. `settled` is False when a page did not come to rest, with the reasons in `undecided`.
    `not_applicable` says why the journey cannot be made on this site, where it cannot: then nothing is judged.
    `lacks` names the facts that this kind of evidence cannot hold (a HAR has no queue calls): see `rule.FACTS`.
    """

    journey: str
    start_url: str
    browser: str = ""
    started_at: datetime
    pages: tuple[PageVisit, ...] = ()
    hits: tuple[Hit, ...] = ()
    malformed: tuple[Malformed, ...] = ()
    calls: tuple[QueueCall, ...] = ()
    asked: tuple[AskedHit, ...] = ()
    navigations: tuple[Navigation, ...] = ()
    faults: tuple[PageFault, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    banner: str | None = None
    choices: tuple[ConsentChoice, ...] = ()
    settled: bool = True
    undecided: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    not_applicable: str = ""

    def with_timeline(self, timeline: Timeline) -> Visit:
        """This visit with all that was captured."""
        return replace(
            self,
            hits=timeline.hits,
            malformed=timeline.malformed,
            calls=timeline.calls,
            asked=timeline.of(AskedHit),
            navigations=timeline.navigations,
            faults=timeline.of(PageFault),
            refusals=timeline.refusals,
        )
