"""From a portal and what happens in a browser to what the tracking code will send, keep and tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from harness.tracker.config import PortalConfig
from harness.tracker.model.document import Document
from harness.tracker.model.jar import Cookie, Jar
from harness.tracker.model.link import decorated
from harness.tracker.model.steps import (
    Answer,
    Follow,
    ForgetCookies,
    GiveCookie,
    Load,
    Push,
    PushBanner,
    PushState,
    Retitle,
    Step,
    Wait,
)
from harness.tracker.model.world import START, Client, PredictedHit, Told, World

__all__ = ["Outcome", "predict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one step leads to: hits and calls of listeners, then the cookies and links that the page has."""

    hits: tuple[PredictedHit, ...] = ()
    told: tuple[Told, ...] = ()
    cookies: tuple[Cookie, ...] = ()
    links: tuple[str, ...] = ()


def predict(
    portal: PortalConfig, steps: Iterable[Step], *, client: Client | None = None, start: datetime = START
) -> tuple[Outcome, ...]:
    """What each of these steps leads to in a browser that is new to the portal.

    Tokens are made up: equal ones are equal in real life. The first page is loaded at `start`, and time goes by with
    `Wait` alone. What is done before the first page is loaded reaches nobody.
    """
    browser = _Browser(portal, client or Client(), start)
    return tuple(browser.outcome(step) for step in steps)


class _Browser:
    def __init__(self, portal: PortalConfig, client: Client, start: datetime) -> None:
        self.world = World(portal=portal, client=client, now=start, jar=Jar(works=client.cookies))
        self.document: Document | None = None

    def outcome(self, step: Step) -> Outcome:
        world = self.world
        world.hits, world.told = [], []
        self._do(step)
        page = self.document.page if self.document else None
        return Outcome(
            hits=tuple(world.hits),
            told=tuple(world.told),
            cookies=world.jar.seen_by(page.host) if page else (),
            links=tuple(page.links) if page else (),
        )

    def _do(self, step: Step) -> None:
        match step:
            case Load():
                self.document = Document(self.world, step)
            case Follow():
                self.document = Document(self.world, self._followed(step))
            case Wait(seconds):
                self._wait(timedelta(seconds=seconds))
            case ForgetCookies(names):
                self.world.jar.forget(names)
            case GiveCookie(cookie):
                self.world.jar.put(cookie)
            case _ if self.document:
                _change(self.document, step)

    def _wait(self, time: timedelta) -> None:
        until = self.world.now + time
        due = self.document.banner_due if self.document else None
        if self.document and due and due <= until:
            self.world.now = due
            self.document.start_banner()
        self.world.now = until

    def _followed(self, step: Follow) -> Load:
        values = self.document.tracker.link_parameters if self.document else ("", "", "")
        address = decorated(step.load.url, values, step.parts if self.document else ())
        return replace(step.load, url=address.replace("?", "#", 1) if step.place == "fragment" else address)


def _change(document: Document, step: Push | PushBanner | PushState | Retitle | Answer) -> None:
    match step:
        case Push(entries):
            for entry in entries[:1]:
                document.push(entry)
        case PushBanner(entries):
            document.banner.push(*entries)
        case PushState(url):
            document.page.url = urljoin(document.page.url, url)
        case Retitle(title):
            document.page.title = title
        case _:
            document.banner.answer(step.choice)
