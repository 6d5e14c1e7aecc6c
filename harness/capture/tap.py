"""The tap: where a process listens to the browser contexts that were made for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from harness.capture.capture import Capture, unheard
from harness.capture.hosts import Addresses, AsAsked, HostTable
from harness.capture.reach import Reach
from harness.capture.steps import Steps
from harness.errors import CaptureError, EvidenceError

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, ProxySettings

    from harness.capture.lane import ContextLane
    from harness.capture.sources.source import Source
    from harness.stage.site import Site
    from harness.tracker.config import PortalConfig

__all__ = ["BareTap", "ContextArgs", "Surroundings"]

CLOSED = "has been closed"
"""What Playwright says of a context that is closed, or whose browser is gone; it has no public class for it."""


class ContextArgs(TypedDict):
    """What `browser.new_context` needs so that the tap hears the context; each has a proxy address of its own."""

    proxy: ProxySettings
    ignore_https_errors: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the pages of a context find around them.

    `site` is a sample site, or its folder, whose hosts are served here; `portal` configures the stand-in and defaults
    to the site's own. `tracker` says where the tracking code comes from: a source, or the name of one (`standin`,
    `live` from HubSpot, `replay:FILE`). A host that nobody serves here is refused unless `live`, or loopback, or
    matched by a pattern of `allowed` (`*.acme.test`). `addresses` moves names to other addresses, `reach` keeps pages
    out of the user's own network; `deliver` lets hits through to HubSpot. Without `clock` there is no virtual clock,
    and armed timers are not run on settling.
    """

    site: Site | Path | str | None = None
    portal: PortalConfig | None = None
    tracker: Source | str = "standin"
    live: bool = False
    allowed: tuple[str, ...] = ()
    addresses: Addresses = field(default_factory=AsAsked)
    reach: Reach | None = None
    deliver: bool = False
    clock: bool = True

    def source(self) -> Source:
        """Where the tracking code comes from; raises UsageError and EvidenceError."""
        from harness.capture.sources.named import source_named

        return source_named(self.tracker) if isinstance(self.tracker, str) else self.tracker

    def lane(self) -> ContextLane:
        """A new lane for one browser context; raises SiteError, UsageError and EvidenceError."""
        from harness.capture.lane import ContextLane
        from harness.stage.server import stage_app
        from harness.stage.site import Site, load_site
        from harness.tracker.config import PortalConfig

        source = self.source()
        site = self.site if self.site is None or isinstance(self.site, Site) else load_site(self.site)
        known = self.portal or (site.portal if site else None)
        if known and (sentence := source.objection(known.portal_id)):
            raise EvidenceError(sentence)
        table = HostTable(
            stage=frozenset(host.name for host in site.host) if site else frozenset(),
            real_scripts=source.at_hubspot,
            live=self.live,
            allowed=self.allowed,
            addresses=self.addresses,
            reach=self.reach,
        )
        return ContextLane(
            table=table,
            stage=stage_app(site) if site else None,
            portal=known or PortalConfig(),
            source=source,
            deliver=self.deliver,
        )


class BareTap:
    """One relay, and the contexts that speak through it; the faces for tests are built on this.

    `upstream` is the address of the proxy that the user's own network asks for; it defaults to `HTTPS_PROXY`. For a
    browser of another machine, `address` is the one of this machine that it reaches, and `guests` are its own.
    """

    def __init__(
        self,
        surroundings: Surroundings | None = None,
        *,
        upstream: str | None = None,
        address: str = "127.0.0.1",
        guests: frozenset[str] = frozenset(),
    ) -> None:
        # Only here: servers and certificates take most of the time that an import would.
        from harness.capture.engine import Engine
        from harness.capture.upstream import Upstream

        self.surroundings = surroundings or Surroundings()
        proxy = Upstream.parse(upstream) if upstream else Upstream.from_environment()
        self._engine = Engine(proxy, address=address, guests=guests)
        self._lanes: dict[str, ContextLane] = {}
        self._clocks: dict[str, bool] = {}
        self._running = False

    @property
    def chromium_args(self) -> list[str]:
        """What to start Chromium with, so that it trusts the relay's key: `chromium.launch(args=tap.chromium_args)`.

        A context's `ignore_https_errors` works through its pages. Without the key a hit that outlives its page is
        dropped where it needs a new connection; the pytest plugin and the audit pass the key themselves.
        """
        return [f"--ignore-certificate-errors-spki-list={self._engine.authority.key_pin}"]

    def start(self) -> None:
        """Listen; a second start does nothing."""
        if not self._running:
            self._engine.start()
            self._running = True

    def stop(self) -> None:
        """Close all connections and stop listening; what was captured stays readable."""
        if self._running:
            self._running = False
            self._engine.stop()

    def context_args(self, surroundings: Surroundings | None = None) -> ContextArgs:
        """Arguments for one `browser.new_context`: each call opens a door of its own. Raises CaptureError."""
        if not self._running:
            raise CaptureError("the tap does not listen yet; use it as 'with Tap() as tap:'")
        around = surroundings or self.surroundings
        lane = around.lane()
        address = self._engine.open(lane)
        self._lanes[address] = lane
        self._clocks[lane.token] = around.clock
        return ContextArgs(proxy={"server": address}, ignore_https_errors=True)

    def capture_steps(self, context: BrowserContext) -> Steps[Capture]:
        """Listen to a context that was made with `context_args()`, before its first page is opened."""
        from harness.capture.hosts import WHO_AM_I

        try:
            answer = yield partial(context.request.get, WHO_AM_I)
            token = yield answer.text
        except Exception as error:
            told = str(error)
            raise CaptureError(unheard(error) if CLOSED in told else _not_ours(told)) from None
        return (yield from self._attach_steps(context, self._engine.lanes.get(token)))

    def listen_steps(self, context: BrowserContext, args: ContextArgs) -> Steps[Capture]:
        """The same for a context whose arguments are known, which saves asking it."""
        return (yield from self._attach_steps(context, self._lanes.get(args["proxy"]["server"])))

    def _attach_steps(self, context: BrowserContext, lane: ContextLane | None) -> Steps[Capture]:
        if lane is None:
            raise CaptureError(_not_ours("its proxy is another one"))
        capture = Capture(context, lane, self._engine.control, clock=self._clocks[lane.token])
        yield from capture.attach_steps()

        def forget(_: BrowserContext) -> None:
            self._lanes = {address: each for address, each in self._lanes.items() if each is not lane}
            self._clocks.pop(lane.token, None)
            if self._running:
                self._engine.close(lane)

        context.on("close", forget)
        return capture


def _not_ours(found: str) -> str:
    fix = "make it with browser.new_context(**tap.context_args())"
    return f"the context does not speak through this tap ({found.strip().partition(chr(10))[0][:200]}); {fix}"
