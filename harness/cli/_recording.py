"""Opens a page that carries a portal's loader, and keeps what its tracking code consists of."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import async_playwright

from harness.audit.trouble import reason_of
from harness.capture.launch import launch
from harness.capture.sources.recorder import Recorder
from harness.capture.tap import Surroundings
from harness.cli._output import STDOUT
from harness.errors import PageError, UsageError
from harness.hubspot import AsyncTap
from harness.stage.browsers import FoundBrowser
from harness.stage.site import Host, Site
from harness.tracker.config import PortalConfig
from harness.wire.address import host_of
from harness.wire.endpoints import DEFAULT_HUBLET, loader_url
from harness.wire.har import Answer
from harness.wire.har_text import har_text
from harness.wire.words import plain

if TYPE_CHECKING:
    from harness.capture.hosts import Addresses

__all__ = ["Wanted", "check_place", "recorded", "text_of"]

OWN_PAGE = "https://recording.test/"
LOAD_S = 30.0
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Recording</title>
<script id="hs-script-loader" async defer src="{loader}"></script>
<h1>Recording</h1>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be recorded, with which browser, and where the network is.

    Without a `url` the page is one of our own, and nothing but HubSpot's script hosts is reached.
    """

    portal_id: int
    browser: FoundBrowser
    addresses: Addresses
    hublet: str = DEFAULT_HUBLET
    url: str | None = None
    upstream: str | None = None


def check_place(output: Path) -> None:
    """Raises UsageError, before anything is opened, when a recording cannot be written there."""
    if output != STDOUT and (output.is_dir() or not output.absolute().parent.is_dir()):
        raise UsageError(f"{output}: a recording cannot be written there; name a file in a folder that exists")


def text_of(answers: Iterable[Answer], wanted: Wanted) -> str:
    """The recording, a HAR."""
    return har_text(
        answers,
        page=host_of(wanted.url or OWN_PAGE),  # No more than that: an address may say who the visitor is.
        creator=("hstrack", version("hubspot-tracking-harness")),
        browser=(wanted.browser.engine, wanted.browser.version),
    )


def recorded(wanted: Wanted) -> tuple[Answer, ...]:
    """The scripts of a portal and the answers that configure them; hits are caught, and none goes on.

    Raises:
        BrowserError: the browser cannot be started.
        PageError: the page cannot be opened, or it brought no tracking code of the portal.
    """
    with _page(wanted) as (url, site), ThreadPoolExecutor(1) as worker:
        # A thread of its own, because the caller's may already run an event loop.
        return worker.submit(lambda: asyncio.run(_record(wanted, url, site))).result()


@contextmanager
def _page(wanted: Wanted) -> Iterator[tuple[str, Site | None]]:
    """The address of the page, and the site that serves it unless it is one of the world outside."""
    if wanted.url:
        yield wanted.url, None
        return
    with TemporaryDirectory(prefix="hstrack-") as folder:
        page = PAGE.format(loader=loader_url(wanted.portal_id, wanted.hublet))
        (Path(folder) / "index.html").write_text(page, encoding="utf-8")
        host = Host(name="recording.test")
        yield OWN_PAGE, Site(title="Recording", start=OWN_PAGE, host=(host,), folder=Path(folder))


async def _record(wanted: Wanted, url: str, site: Site | None) -> tuple[Answer, ...]:
    recorder = Recorder()
    around = Surroundings(
        site=site,
        portal=PortalConfig(portal_id=wanted.portal_id, hublet=wanted.hublet),
        tracker=recorder,
        live=site is None,
        addresses=wanted.addresses,
    )
    async with AsyncTap(around, upstream=wanted.upstream) as tap, async_playwright() as playwright:
        browser = await launch(playwright, wanted.browser, tap)
        context = await browser.new_context(**tap.context_args())
        hubspot = await tap.attach(context)
        try:
            await (await context.new_page()).goto(url, timeout=LOAD_S * 1000)
            if not recorder.failure(wanted.portal_id):  # Else there is no tracker that settling could wait for.
                await hubspot.settle()
        except PlaywrightError as error:
            raise PageError(f"{plain(url, 200)}: {reason_of(str(error))}") from None
        finally:
            await browser.close()
    usertokens = {hit.visitor.usertoken for hit in hubspot.timeline.hits if hit.visitor.usertoken}
    return recorder.recorded(wanted.portal_id, usertokens)
