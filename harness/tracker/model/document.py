"""One document: tracker, banner and the two queues between them and the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from harness.tracker.config import PortalConfig
from harness.tracker.model.banner import Banner
from harness.tracker.model.calls import BANNER_CALLS, CALLS, CALLS_SINCE_2023, CALLS_SINCE_2026, NO_CALLS
from harness.tracker.model.jar import Scope
from harness.tracker.model.page import Page
from harness.tracker.model.steps import Load
from harness.tracker.model.tracker import Tracker
from harness.tracker.model.values import UNDEFINED, Pushing, Throwing
from harness.tracker.model.world import PageError, World

__all__ = ["Document"]

COOKIE_CALLS = frozenset({"setTrackingDomain", "setCookiesToSubdomain", "addCookieDomain", "enableSecureCookie"})
SETTERS = frozenset(
    {
        "setPortalId",
        "setCanonicalUrl",
        "setPath",
        "setContentType",
        "setContentMetadata",
        "setPageId",
        "setTargetedContentMetadata",
        "identify",
        "setLimitTrackingToCookieDomains",
        "setTrackingEnabled",
    }
)
SETTERS_SINCE_2023 = frozenset({"doNotTrack"})
VIEW_CALLS = frozenset({"trackPageView"})


class Document:
    """A page with the tracking code, from its load on."""

    def __init__(self, world: World, load: Load) -> None:
        self.world = world
        self.page = Page.of(load)
        self.tracker = Tracker(world, self.page, Scope(world.jar, self.page.host))
        self.banner = Banner(world, Scope(world.jar, self.page.host), self.push)
        self._queue: list[object] | None = [*load.queue, *(_header(world.portal) * load.trackers)]
        for entry in load.banner_queue:
            self.banner.push(entry)
        self.banner_due: datetime | None = None
        self._start()

    def push(self, entry: object) -> None:
        """`_hsq.push(entry)`."""
        if self._queue is None:
            self._execute(entry)
        else:
            self._queue.append(entry)

    def start_banner(self) -> None:
        """The banner's delay is over."""
        self.banner_due = None
        self.banner.start()

    def _start(self) -> None:
        """What happens at the load event: the banner first, unless it is held back or missing; then the tracker."""
        portal = self.world.portal
        if portal.banner == "own" and portal.banner_delay_ms:
            self.banner_due = self.world.now + timedelta(milliseconds=portal.banner_delay_ms)
        elif portal.banner == "own":
            self.start_banner()
        self._take_over()

    def _take_over(self) -> None:
        entries, self._queue = self._queue or [], None
        first, *phases = _phases(entries, _orders(self.world.traits.views_first))
        for entry in first:
            self._execute(entry)
        self.banner.push(("addPrivacySettingsListener", self.tracker.on_policy))
        self.banner.push(("addPrivacyConsentListener", self.tracker.on_consent))
        self.tracker.content.canonical = self.page.canonical
        for phase in phases:
            for entry in phase:
                self._execute(entry)

    def _execute(self, entry: object) -> None:
        """Run one entry; what throws is reported, what is no call is nothing."""
        try:
            match entry:
                case (str(name), *arguments):
                    self._call(name, arguments)
                case Pushing(entries):
                    for pushed in entries:
                        self.push(pushed)
                case Throwing():
                    raise PageError
                case _:
                    pass
        except PageError:
            self.tracker.report()

    def _call(self, name: str, arguments: Sequence[object]) -> None:
        traits = self.world.traits
        if name in NO_CALLS:
            raise PageError
        if name in BANNER_CALLS or (traits.since_2026 and name in CALLS_SINCE_2026):
            self.banner.push((name, *arguments))
        elif name in CALLS and (traits.since_2023 or name not in CALLS_SINCE_2023):
            first, second, *_ = (*arguments, UNDEFINED, UNDEFINED)
            CALLS[name](self.tracker, first, second)


def _header(portal: PortalConfig) -> list[object]:
    """The account's own calls, which lie in the queue behind those of the page."""
    hublet = "" if portal.hublet == "na1" else f"-{portal.hublet}"
    return [
        ("setPortalId", portal.portal_id),
        ("trackPageView",),
        *(("addCookieDomain", domain) for domain in portal.cookie_domains),
        *([("enableAutomaticLinker", True)] if portal.automatic_linker else []),
        *([("setLimitTrackingToCookieDomains", True)] if portal.limit_to_cookie_domains else []),
        ("setTrackingDomain", f"track{hublet}.hubspot.com"),
    ]


def _orders(views_first: bool) -> tuple[frozenset[str], ...]:
    """The names of each phase; what has no phase comes last."""
    if views_first:
        return COOKIE_CALLS, SETTERS | SETTERS_SINCE_2023, VIEW_CALLS
    return COOKIE_CALLS, SETTERS


def _phases(entries: Sequence[object], orders: Sequence[frozenset[str]]) -> Iterator[list[object]]:
    named = frozenset[str]().union(*orders)
    for names in orders:
        yield [entry for entry in entries if _name(entry) in names]
    yield [entry for entry in entries if _name(entry) not in named]


def _name(entry: object) -> str:
    match entry:
        case (str(name), *_):
            return name
        case _:
            return ""
