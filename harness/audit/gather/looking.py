"""What a visit looks at beside its hits: each document when it has come to rest, its answer, and HubSpot's scripts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from harness.audit.visit import CookieFact, PageVisit, Redirect, ScriptLoad, SecurityPolicy
from harness.capture.facts import PageFacts, cookie_steps, facts_and_links_steps, facts_steps
from harness.capture.sightings import Cookie
from harness.capture.steps import run_async
from harness.wire.address import host_of
from harness.wire.endpoints import portal_of_loader
from harness.wire.portal import PortalFacts, PortalScripts

if TYPE_CHECKING:
    from playwright.async_api import Page, Request, Response

    from harness.capture.capture import Capture

__all__ = ["Looking"]

LOOK_S = 5.0
MOST_SCRIPTS = 500
MOST_PORTALS = 5
MOST_REDIRECTS = 30
LONGEST = 16_000
# These answers leave the document as it is.
NO_DOCUMENT = (204, 205)
# What is left or cancelled on the way says nothing of whether it could be had.
CANCELLED = ("net::ERR_ABORTED", "NS_BINDING_ABORTED")
SAID = tuple(
    {field.name for field in fields(PageFacts)} & {field.name for field in fields(PageVisit)} - {"csp", "robots"}
)
POLICIES = (("content-security-policy", False), ("content-security-policy-report-only", True))


class Looking:
    """Looks at the pages of one browser context; `scripts` and `portals` grow with the visit.

    `links` are the addresses that the last page links to, `most_links` at most.

    A quiet one is not told of every answer, which costs each page a tenth of its time: whoever opens a page says so,
    and HubSpot's scripts are known from the relay, where it has answered them.
    """

    def __init__(self, capture: Capture, *, is_quiet: bool = False, most_links: int = 0) -> None:
        self.capture = capture
        self.most_links = most_links
        self.links: list[str] = []
        self.is_quiet = is_quiet
        self.scripts: list[ScriptLoad] = []
        self._settings = PortalScripts()
        self._known: set[tuple[str, int | None]] = set()
        self._unread: list[Response] = []
        self._answers: dict[Page, list[Response]] = {}
        self._loads = 0
        if not is_quiet:
            capture.context.on("response", self._answered)
        capture.context.on("requestfailed", self._failed)

    @property
    def portals(self) -> tuple[PortalFacts, ...]:
        """What is configured in the scripts so far."""
        return self._settings.facts

    async def opened(self, page: Page, response: Response, loads: int) -> None:
        """Note the answer with which a page was opened, and those that led to it; there were `loads` documents before.

        A document that the page goes on to by itself has an answer that nobody knows.
        """
        self._loads = loads
        answers, request = [response], response.request.redirected_from
        while request and len(answers) < MOST_REDIRECTS:
            earlier = await request.response()
            answers[:0] = [earlier] if earlier else []
            request = request.redirected_from
        self._answers[page] = answers

    def _answers_of(self, page: Page) -> list[Response]:
        since, number = self.capture.lane.journal.loads[self._loads :], self.capture.page_number(page)
        goes_on = self.is_quiet and sum(load.page == number for load in since) > 1
        return [] if goes_on else self._answers.get(page, [])

    async def page_visit(self, page: Page, url: str, loaded_at: datetime, *, lost: bool = False) -> PageVisit:
        """What `page`, asked for as `url`, says of itself; a lost or busy one says nothing."""
        self._take()
        self.links = []
        cookies: Sequence[Cookie] = ()
        facts: PageFacts | None = None
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(LOOK_S):
                cookies = await run_async(cookie_steps(self.capture.context))
                facts = None if lost else await self._facts(page)
        answers = self._answers_of(page)
        final = answers[-1] if answers else None
        return PageVisit(
            url=url,
            final_url=page.url,
            status=final.status if final else None,
            redirects=tuple(map(_redirect, answers[:-1])),
            loaded_at=loaded_at,
            was_read=facts is not None,
            robots=", ".join(filter(None, (facts.robots if facts else "", _header(final, "x-robots-tag")))),
            csp=(*_policies(final), *(facts.csp if facts else ())) if final else None,
            cookies=tuple(map(_cookie, cookies)),
            **({name: getattr(facts, name) for name in SAID} if facts else {}),
        )

    async def _facts(self, page: Page) -> PageFacts | None:
        while self._unread:
            await self._read(self._unread.pop(0))
        rules = (rule for portal in self.portals for rule in portal.click_rules)
        selectors = tuple(dict.fromkeys(rule.selector for rule in rules))
        if not self.most_links:
            return await run_async(facts_steps(page, selectors))
        facts, self.links = await run_async(facts_and_links_steps(page, selectors, self.most_links))
        return facts

    def _take(self) -> None:
        """Take what the relay has answered as HubSpot's script hosts; others are told of it by the browser."""
        scripts = self.capture.lane.scripts
        while scripts:
            answer = scripts.popleft()
            if not self.is_quiet:
                continue
            self._loaded(answer.url, answer.status, answer.at)
            script = (host_of(answer.url), portal_of_loader(answer.url))
            if answer.status == 200 and script not in self._known:
                self._known.add(script)
                self._settings.read(answer.url, bytes(answer.body))

    async def _read(self, response: Response) -> None:
        """Read a script of the portal's settings, each once; a browser may have let go of it by now."""
        script = (host_of(response.url), portal_of_loader(response.url))
        if script not in self._known:
            with suppress(PlaywrightError):
                self._settings.read(response.url, await response.body())
                self._known.add(script)

    def _answered(self, response: Response) -> None:
        if self._loaded(response.url, response.status):
            if _carries_settings(response) and len(self._unread) < MOST_PORTALS:
                self._unread.append(response)
        elif page := _page_of(response.request):
            earlier = self._answers.get(page, []) if response.request.redirected_from else []
            if response.status not in NO_DOCUMENT:
                self._answers[page] = [*earlier, response][-MOST_REDIRECTS:]

    def _failed(self, request: Request) -> None:
        if request.failure not in CANCELLED:
            self._loaded(request.url, 0)

    def _loaded(self, url: str, status: int, at: datetime | None = None) -> bool:
        """Note a script of HubSpot's; whether it is one."""
        script = ScriptLoad.of(url, status, at or datetime.now(UTC))
        if script and len(self.scripts) < MOST_SCRIPTS:
            self.scripts.append(script)
        return script is not None


def _carries_settings(response: Response) -> bool:
    """Whether it is an analytics script or a banner that answered as it should."""
    host = host_of(response.url)
    return response.status == 200 and portal_of_loader(response.url) is not None and "hs-scripts" not in host


def _page_of(request: Request) -> Page | None:
    """The page whose own document is asked for; None for anything else."""
    if not request.is_navigation_request():
        return None
    with suppress(PlaywrightError):
        return request.frame.page if request.frame.parent_frame is None else None
    return None


def _redirect(answer: Response) -> Redirect:
    return Redirect(url=answer.url, status=answer.status, location=_header(answer, "location"))


def _policies(answer: Response) -> Iterator[SecurityPolicy]:
    for name, report_only in POLICIES:
        if text := _header(answer, name):
            yield SecurityPolicy(text=text, report_only=report_only)


def _header(answer: Response | None, name: str) -> str:
    return answer.headers.get(name, "")[:LONGEST] if answer else ""


def _cookie(cookie: Cookie) -> CookieFact:
    return CookieFact(
        name=cookie.name,
        value=cookie.value,
        domain=cookie.domain,
        path=cookie.path,
        lifetime_s=cookie.lifetime_s,
        secure=cookie.secure,
        http_only=cookie.http_only,
        same_site=cookie.same_site,
    )
