"""What the plugin keeps between its hooks: one tap for the process, and the tapped contexts of the test that runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import urlsplit

from harness.errors import UsageError
from harness.marks import HubspotMark, Mark, read_mark

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from harness.capture.tap import Surroundings
    from harness.hubspot import Hubspot, Tap
    from harness.stage.places import Engine

__all__ = ["Workbench"]


class GetOption(Protocol):
    """Reads one of pytest's options."""

    def __call__(self, name: str, default: Any = ...) -> Any:
        """The value of an option."""


class Workbench:
    """Taps contexts; the tap starts when the first test needs it."""

    def __init__(self, option: GetOption) -> None:
        self.option = option
        self._mark = HubspotMark()
        self._around: Surroundings | None = None
        self._tapped: dict[BrowserContext, Hubspot] = {}
        self._tap: Tap | None = None

    def prepare(self, marks: Iterable[Mark], *, wanted: bool) -> None:
        """Before a test: read its markers; raises HarnessError for one that cannot be meant."""
        self._mark = read_mark(marks)
        self._around = self._surroundings() if wanted else None
        self._tapped = {}

    def clear(self) -> None:
        """After a test: contexts made from now on are left alone."""
        self._around = None

    def close(self) -> None:
        """Stop listening."""
        if self._tap:
            self._tap.stop()

    def launch_args(self, given: dict[str, Any], engine: str) -> dict[str, Any]:
        """Playwright's launch arguments, completed with the browser that is there; raises BrowserError."""
        from harness.stage.browsers import find_browser, launch_options

        options = launch_options(find_browser(cast("Engine", engine), self.option("hubspot_browser_path")))
        return {**given, **options, "args": [*given.get("args", []), *options.get("args", [])]}

    def tap_contexts_of(self, browser: Browser) -> Browser:
        """Make a browser's contexts tapped ones, while a test wants it."""
        make = browser.new_context

        def new_context(**options: Any) -> BrowserContext:
            return self._new_context(make, options) if self._around else make(**options)

        def new_page(**options: Any) -> Page:
            context = new_context(**options)
            page = context.new_page()
            page.once("close", lambda _: context.close())
            return page

        # As pytest-playwright itself does with the contexts' close.
        browser.new_context, browser.new_page = new_context, new_page  # type: ignore[method-assign]
        return browser

    def hubspot_of(self, context: BrowserContext) -> Hubspot:
        """The tracking of a context of this test; raises UsageError for any other."""
        if context not in self._tapped:
            raise UsageError(
                "this browser context is not tapped; make it with pytest-playwright's browser or new_context"
            )
        return self._tapped[context]

    def problems(self) -> list[str]:
        """What this test's tracking left behind that the test did not allow."""
        from harness.expect.strict import strictness

        portal_id = self._mark.portal_id or self.option("hubspot_portal")
        found = (strictness(hubspot.timeline, self._mark.allow, portal_id) for hubspot in self._tapped.values())
        return [problem.text for problems in found for problem in problems]

    def timelines(self) -> list[str]:
        """The timeline of each context of this test, as text."""
        from harness.expect.trace import trace

        return [trace(hubspot.timeline, []) for hubspot in self._tapped.values()]

    def _new_context(self, make: Callable[..., BrowserContext], options: dict[str, Any]) -> BrowserContext:
        if "proxy" in options:
            raise UsageError("a tapped context has the harness for its proxy; name yours with --hubspot-upstream-proxy")
        tap = self._listening()
        args = tap.context_args(self._around)
        context = make(**{**options, **args})
        self._tapped[context] = tap.listen(context, args)
        return context

    def _listening(self) -> Tap:
        if self._tap is None:
            from harness.hubspot import Tap

            self._tap = Tap(upstream=self.option("hubspot_upstream_proxy"))
            self._tap.start()
        return self._tap

    def _surroundings(self) -> Surroundings:
        from harness.capture.address import AddressBook

        base_url = urlsplit(self.option("base_url", default=None) or "").hostname
        return self._mark.surroundings(
            site=self.option("hubspot_site"),
            portal_id=self.option("hubspot_portal"),
            tracker=self.option("hubspot_tracker"),
            hosts=(*self.option("hubspot_allow_host"), *([base_url] if base_url else [])),
            addresses=AddressBook.parse(self.option("hubspot_resolve"), self.option("hubspot_connect_to")),
        )
