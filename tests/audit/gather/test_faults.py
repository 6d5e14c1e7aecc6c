"""A browser that dies on the way ends nothing: what was seen is kept, and the sites after it are visited."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.soak import children
from harness.audit.crawl.plan import CrawlPlan
from harness.audit.gather import Gathered, Gathering, Target, crawls, gather
from harness.audit.gather.target import url_targets
from harness.capture.address import AddressBook
from harness.stage.browsers import find_browser

if TYPE_CHECKING:
    from tests.audit.gather.conftest import Ports

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        sys.platform != "linux", reason="only Linux tells whose child a browser is; run this test there"
    ),
]

HOME = "http://www.acme.test/"


def killer(at: int) -> Callable[[object], None]:
    """Hears what is told, and kills the browser that was started since, the `at`-th time."""
    others, told = set(children(os.getpid())), list[object]()

    def hear(what: object) -> None:
        told.append(what)
        if len(told) == at:
            for driver in set(children(os.getpid())) - others:
                for browser in children(driver):
                    os.killpg(browser, signal.SIGKILL)

    return hear


def targets(ports: Ports, *paths: str) -> list[Target]:
    book = AddressBook.parse(connect_to=[f"www.acme.test:80:127.0.0.1:{ports.http}"])
    return url_targets([HOME + path for path in paths], tracker="standin", addresses=book)


def how(**hearing: Callable[[Any], None]) -> Gathering:
    return Gathering(browser=find_browser("chromium"), timeout_s=20, **hearing)  # type: ignore[arg-type]  # by name


def told_by(gathered: Gathered) -> tuple[list[int], list[str]]:
    """The hits of each visit, and what went wrong."""
    return [len(visit.hits) for visit in gathered.visits], gathered.problems


def test_a_browser_that_dies_ends_no_audit(ports: Ports) -> None:
    gathered = gather(targets(ports, "", "app", "alert"), how(say=killer(2)))
    assert told_by(gathered) == ([1, 0, 1], [f"{HOME}app: the browser was closed"])


def test_a_browser_that_dies_ends_no_crawl(ports: Ports) -> None:
    plan = CrawlPlan(concurrency=1, max_pages=3, rate=0.0)
    gathered = gather(crawls(targets(ports, "", "app", "alert"), plan), how(progress=killer(1)))
    assert told_by(gathered) == ([1, 1], [f"{HOME}app: the browser was closed"])
