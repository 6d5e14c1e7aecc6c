"""A visit: everything that one journey through a site left behind, as data that can be saved and judged again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from harness.capture.document import (
    ElementMatch,
    FormFact,
    FormField,
    LinkFact,
    LoaderTag,
    SecurityPolicy,
    StoredItem,
)
from harness.capture.timeline import AskedHit, Navigation, PageFault, QueueCall, Refusal, Timeline
from harness.wire.address import host_of
from harness.wire.endpoints import endpoint_of, host_role, hublet_of, portal_of_loader
from harness.wire.hits import Hit, Malformed
from harness.wire.portal import ClickRule, PortalFacts

__all__ = [
    "ClickRule",
    "ConsentChoice",
    "CookieFact",
    "ElementMatch",
    "FormFact",
    "FormField",
    "LinkFact",
    "LoaderTag",
    "PageVisit",
    "PortalFacts",
    "Redirect",
    "ScriptLoad",
    "SecurityPolicy",
    "StoredItem",
    "Visit",
]

_role = lru_cache(maxsize=512)(host_role)


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
class Redirect:
    """One step of a redirect: the address that was asked for, the status, the `Location` as it was written."""

    url: str
    status: int
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLoad:
    """A script of HubSpot's that was asked for: its status, 0 when it was not answered; `portal_id` 0 for none."""

    url: str
    status: int = 200
    portal_id: int = 0
    hublet: str = ""
    page: int = 0
    at: datetime

    @classmethod
    def of(cls, url: str, status: int, at: datetime) -> ScriptLoad | None:
        """The loading of the script at `url`; None when it is none of HubSpot's."""
        host = host_of(url)
        if _role(host) not in ("script", "banner") or endpoint_of(url):
            return None
        hublet, portal_id = hublet_of(host) or "", portal_of_loader(url) or 0
        return cls(url=url, status=status, portal_id=portal_id, hublet=hublet, at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """One document that was loaded: asked-for and final address, status, what it said about itself.

    `redirects` led from `url` to `final_url`. The document was asked when it had come to rest; what it says is empty
    unless `was_read`. See `harness.capture.document.PageFacts` for `robots` and what follows it. `csp` are the policies
    of the response's headers and of the document, None when the headers are not known.
    """

    url: str
    final_url: str
    status: int | None = None
    redirects: tuple[Redirect, ...] = ()
    loaded_at: datetime
    was_read: bool = True
    title: str = ""
    canonical: str | None = None
    robots: str = ""
    loaders: tuple[LoaderTag, ...] = ()
    loader_count: int = 0
    takeover: bool | None = None
    queue: str = ""
    switches: tuple[str, ...] = ()
    banners: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    csp: tuple[SecurityPolicy, ...] | None = None
    storage: tuple[StoredItem, ...] = ()
    forms: tuple[FormFact, ...] = ()
    links: tuple[LinkFact, ...] = ()
    link_count: int = 0
    elements: tuple[ElementMatch, ...] = ()
    cookies: tuple[CookieFact, ...] = ()


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
class Arrival:
    """What a page counted when its parts arrived in one order: `as-it-comes`, `slow-loader`, `slow-banner` …

    `held` requests came last, or never. `sent` are page views and events as phrases, `identities` says how many were
    sent, `without_consent` how many views left without consent. `exceptions` are what scripts threw, `undecided` is
    what cannot be ruled out.
    """

    order: str
    held: int = 0
    sent: tuple[str, ...] = ()
    identities: int = 0
    without_consent: int = 0
    exceptions: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One journey in one browser context.

    `banner` names the consent banner that was seen (`hubspot`, a platform's name, or None); `choices` is empty when
    the visitor never chose. `arrivals` tell of a page that was visited under several orders of arrival. `settled` is
    False when a page did not come to rest, with the reasons in `undecided`.
    `not_applicable` says why the journey cannot be made on this site, where it cannot: then only what failed on its
    pages is judged, and pages without tracking code.
    `scripts` are HubSpot's scripts that were asked for, `portals` what is configured in the analytics scripts among
    them. `lacks` names the facts that this kind of evidence cannot hold (a HAR has no queue calls): see `rule.FACTS`.
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
    scripts: tuple[ScriptLoad, ...] = ()
    portals: tuple[PortalFacts, ...] = ()
    banner: str | None = None
    choices: tuple[ConsentChoice, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    settled: bool = True
    undecided: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    not_applicable: str = ""

    @property
    def portal(self) -> PortalFacts | None:
        """What is configured in the analytics script that was loaded first, or None when none could be read."""
        return next(iter(self.portals), None)

    @property
    def failed_requests(self) -> tuple[PageFault, ...]:
        """The requests that failed: `url`, why (`text`), and what the host does for HubSpot (`role`)."""
        return tuple(fault for fault in self.faults if fault.kind == "request")

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
