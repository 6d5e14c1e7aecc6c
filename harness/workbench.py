"""What the plugin keeps between its hooks: one tap for the process, and the tapped contexts of the test that runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from harness.errors import HarnessError, UsageError
from harness.marks import HubspotMark, Mark, read_mark
from harness.options import Options

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from harness.audit.visit import Visit
    from harness.capture.tap import ContextArgs, Surroundings
    from harness.capture.timeline import Timeline
    from harness.expect.strict import Problem
    from harness.hubspot import Hubspot, Tap
    from harness.stage.places import Engine

__all__ = ["Workbench"]


class Workbench:
    """Taps contexts; the tap starts when the first test needs it. `root` is where markers look for sites."""

    def __init__(self, options: Options, root: Path) -> None:
        self.options = options
        self._root = root
        self._mark = HubspotMark()
        self._around: Surroundings | None = None
        self._tapped: dict[BrowserContext, Hubspot] = {}
        self._began_at = datetime.now(UTC)
        self._tap: Tap | None = None

    def check_tracker(self) -> None:
        """Raises UsageError when the options name no source of tracking code."""
        from harness.capture.sources.named import located, source_named

        try:
            source_named(located(self.options["tracker"], self._root))
        except HarnessError as error:
            raise UsageError(f"{self.options.origin('tracker')}: {error}") from None

    def heading(self) -> list[str]:
        """The lines of pytest's header; none when the options do not fit, which each test says for itself."""
        from harness.heading import heading

        with suppress(HarnessError):
            return heading(self._surroundings(), f"{self.options.origin('deliver')} is on")
        return []

    def prepare(self, marks: Iterable[Mark], *, wanted: bool) -> None:
        """Before a test: read its markers; raises HarnessError for one that cannot be meant."""
        self.clear()
        self._began_at = datetime.now(UTC)
        self._mark = read_mark(marks)
        self._around = self._surroundings() if wanted else None

    def leave(self) -> None:
        """At the end of a test: contexts made from now on are left alone."""
        self._around = None

    def clear(self) -> None:
        """After a test: what its contexts left has been told."""
        self.leave()
        self._tapped = {}

    def close(self) -> None:
        """Stop listening."""
        if self._tap:
            self._tap.stop()

    def launch_args(self, given: dict[str, Any], engine: str) -> dict[str, Any]:
        """Playwright's launch arguments, completed with the browser that is there; raises BrowserError."""
        from harness.stage.browsers import find_browser, launch_options

        options = launch_options(find_browser(cast("Engine", engine), self.options["browser-path"]))
        args = [*given.get("args", []), *options.get("args", [])]
        prefs = {**options.get("firefox_user_prefs", {}), **given.get("firefox_user_prefs", {})}
        return {**given, **options, "args": args, **({"firefox_user_prefs": prefs} if prefs else {})}

    def trusting_args(self, given: dict[str, Any]) -> dict[str, Any]:
        """Chromium's launch arguments, with the tap's key among those it trusts.

        A context that ignores faulty certificates does so through its pages; a beacon that outlives its page would be
        dropped (tests/capture/test_capture.py).
        """
        return {**given, "args": [*given.get("args", []), *self._made().chromium_args]}

    def tap_contexts_of(self, browser: Browser) -> Browser:
        """Make a browser's contexts tapped ones, while a test wants it."""
        make_context, make_page = browser.new_context, browser.new_page

        def new_context(**options: Any) -> BrowserContext:
            if self._around is None:
                return make_context(**options)
            args = self._context_args(options, self._around)
            return self._listen(make_context(**{**options, **args}), args)

        def new_page(**options: Any) -> Page:
            if self._around is None:
                return make_page(**options)
            args = self._context_args(options, self._around)
            page = make_page(**{**options, **args})
            self._listen(page.context, args)
            return page

        # As pytest-playwright itself does with the contexts' close.
        browser.new_context, browser.new_page = new_context, new_page  # type: ignore[method-assign]  # for this test
        return browser

    def hubspot_of(self, context: BrowserContext) -> Hubspot:
        """The tracking of a context of this test; raises UsageError for any other."""
        if context not in self._tapped:
            raise UsageError(
                "this browser context is not tapped; make it within the test, with the fixture browser or new_context"
            )
        return self._tapped[context]

    def problems(self) -> list[str]:
        """What this test's tracking left behind that the test did not allow, once what is under way has arrived."""
        for hubspot in self._tapped.values():
            _await_hits(hubspot)
        return [problem.text for hubspot in self._tapped.values() for problem in self._problems_of(hubspot)]

    def timelines(self) -> list[Timeline]:
        """The timeline of each context of this test, with the sources as they were written."""
        for hubspot in self._tapped.values():
            hubspot.use_source_maps()
        return [hubspot.timeline for hubspot in self._tapped.values()]

    def visits(self, test: str) -> Iterator[Visit]:
        """Each context of this test as a visit to be saved."""
        from harness.keeping import About, visit_of

        for context, hubspot in self._tapped.items():
            about = About(test=test, browser=_browser_of(context), began_at=self._began_at)
            yield visit_of(hubspot.timeline, about)

    def _problems_of(self, hubspot: Hubspot) -> list[Problem]:
        from harness.expect.strict import strictness

        portal_id = self._around.portal.portal_id if self._around and self._around.portal else None
        found = strictness(hubspot.timeline, self._mark.allow, portal_id)
        if found:
            hubspot.use_source_maps()  # Only now: a test that passes fetches no map.
        return found and strictness(hubspot.timeline, self._mark.allow, portal_id)

    def _context_args(self, options: dict[str, Any], around: Surroundings) -> ContextArgs:
        if "proxy" in options:
            raise UsageError(
                "a tapped context has the harness for its proxy; leave out proxy and name yours with "
                "--hubspot-upstream-proxy"
            )
        own_host = urlsplit(options.get("base_url") or "").hostname
        hosts = (*around.allowed, *([own_host] if own_host else []))
        return self._listening().context_args(replace(around, allowed=hosts))

    def _listen(self, context: BrowserContext, args: ContextArgs) -> BrowserContext:
        self._tapped[context] = self._listening().listen(context, args)
        return context

    def _listening(self) -> Tap:
        tap = self._made()
        tap.start()
        return tap

    def _made(self) -> Tap:
        if self._tap is None:
            from harness.hubspot import Tap

            self._tap = Tap(upstream=self.options["upstream-proxy"])
        return self._tap

    def _surroundings(self) -> Surroundings:
        from harness.capture.address import AddressBook

        options = self.options
        return self._mark.surroundings(
            root=self._root,
            site=options["site"],
            portal_id=options["portal"],
            tracker=options["tracker"],
            hosts=options["allow-host"],
            addresses=AddressBook.parse(options["resolve"], options["connect-to"]),
            deliver=options["deliver"],
        )


def _await_hits(hubspot: Hubspot) -> None:
    """Fence a context: a hit of the test's last line is still on its way when the test returns."""
    from harness.capture.settle import settle_steps
    from harness.capture.steps import run

    capture = hubspot.capture
    if not capture.lane.track_hosts:
        return  # No tracking code was asked for, and no tracking host reached.
    run(settle_steps(capture.time, capture.lane, timers_s=None))


def _browser_of(context: BrowserContext) -> str:
    browser = context.browser
    return f"{browser.browser_type.name} {browser.version}" if browser else ""
