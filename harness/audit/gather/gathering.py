"""How visits are made, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from harness.audit.gather.visitor import REST_S
from harness.audit.visit import Visit
from harness.capture.endpoint import Endpoint
from harness.stage.browsers import FoundBrowser
from harness.stage.driver import Driver

__all__ = ["Gathered", "Gathering", "Progress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a crawl is: pages and hits so far, known pages that will still be visited, seconds since it began."""

    pages: int = 0
    hits: int = 0
    waiting: int = 0
    elapsed_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """How visits are made: browser, seconds to load and to rest, trust in certificates, who hears progress.

    With an `endpoint` the browser that listens there is driven, of the engine of `browser`. After `limit_s` seconds it
    is over, and what was captured until then is judged; None sets no limit. `keep` is given each visit when it ends;
    without it they are gathered in a list. It is called from another thread. A `driver` that was begun before saves the
    wait for one; it is its owner's to leave.
    """

    browser: FoundBrowser
    timeout_s: float = 30.0
    rest_s: float = REST_S
    endpoint: Endpoint | None = None
    limit_s: float | None = None
    insecure: bool = False
    say: Callable[[str], object] = lambda _: None
    progress: Callable[[Progress], object] = lambda _: None
    keep: Callable[[Visit], object] | None = None
    driver: Driver | None = None


@dataclass(slots=True)
class Gathered:
    """What came of it: the visits, also those that went wrong half-way, and a sentence for each that went wrong.

    `notes` are sentences on what was left out on purpose: a limit that was reached, pages that robots.txt forbids.
    """

    visits: list[Visit] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
