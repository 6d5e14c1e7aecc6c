"""The pages of some visits as patterns of a plan: which were counted, and on which the visitor was always known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from harness.capture.timeline import Timeline
from harness.plan.address import Address, flaw
from harness.plan.judge import TELLING
from harness.plan.plan import Plan
from harness.plan.routes import missed_routes
from harness.wire.address import host_of, without_origin
from harness.wire.hits import Hit

__all__ = ["VARIABLE", "KnownOn", "Places"]

MOST, LONGEST = 100, 300
"""Places that are looked at, and characters of a pattern."""

MOST_KEYS, LONGEST_KEY = 20, 100
"""Keys of an identity that are looked at."""

VARIABLE = re.compile(r"[0-9]+|(?=.*[0-9])[0-9a-f-]{8,}|.*[@*].*|.{41,}", re.IGNORECASE | re.DOTALL)
"""A step of a path that differs from visit to visit: a number, an id, an e-mail address, anything long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOn:
    """Pages from which every hit carried the same keys of an identity."""

    keys: tuple[str, ...]
    pages: tuple[str, ...]
    hits: int


class Places:
    """The places of some visits; hosts are named where there is more than one."""

    def __init__(self, timelines: Sequence[Timeline]) -> None:
        self._timelines = timelines
        self._views = [view for timeline in timelines for view in timeline.page_views]
        self._hits = [hit for timeline in timelines for hit in timeline.hits if isinstance(hit, TELLING)]
        self._names_hosts = len({host_of(hit.page.url) for hit in self._hits if hit.page.url}) > 1

    def routes(self) -> tuple[dict[str, int], tuple[str, ...]]:
        """The routes with the number of their page views; and those to leave out, for a visit was not counted."""
        views = Counter(text for view in self._views if (text := self._pattern(view.page.tracked_url)))
        kept, missed = dict(list(views.items())[:MOST]), []
        while text := self._missed(tuple(kept)):
            missed.append(text)
            del kept[text]
        return kept, tuple(missed)

    def known(self) -> tuple[KnownOn, ...]:
        """Where the visitor was always known, by what."""
        pages: dict[tuple[str, ...], list[str]] = {}
        for text in list(dict.fromkeys(self._pattern(hit.page.url) for hit in self._hits))[:MOST]:
            here = self._from([text]) if text else []
            if text and (keys := tuple(key for key in _keys(here[0]) if all(key in _keys(hit) for hit in here))):
                pages.setdefault(keys, []).append(text)
        return tuple(
            KnownOn(keys=keys, pages=tuple(texts), hits=len(self._from(texts))) for keys, texts in pages.items()
        )

    def _from(self, texts: Sequence[str]) -> list[Hit]:
        return [hit for hit in self._hits if any(Address(text).covers(hit.page.url) for text in texts)]

    def _missed(self, texts: tuple[str, ...]) -> str | None:
        """The first of these routes that was visited without a page view."""
        plan = Plan(routes=tuple(Address(text, line=number) for number, text in enumerate(texts)))
        faults = (fault for timeline in self._timelines for fault in missed_routes(plan, timeline))
        return next((texts[fault.line] for fault in faults), None)

    def _pattern(self, url: str | None) -> str | None:
        """The pattern of an address, with a star for each step that differs from visit to visit; None for none."""
        path, _, fragment = without_origin(url or "").partition("#")
        text = (host_of(url or "") if self._names_hosts else "") + _steps(path)
        if fragment.startswith(("/", "!/")):
            text += f"#{_steps(fragment)}"
        usable = len(text) <= LONGEST and flaw(text) is None and Address(text).covers(url)
        return text if usable else None


def _steps(path: str) -> str:
    steps = path.partition("?")[0].split("/")
    return "/".join("*" if VARIABLE.fullmatch(unquote(step)) else step for step in steps)


def _keys(hit: Hit) -> tuple[str, ...]:
    pairs = hit.identity.pairs if hit.identity else ()
    return tuple(dict.fromkeys(name for name, value in pairs if value and len(name) <= LONGEST_KEY))[:MOST_KEYS]
