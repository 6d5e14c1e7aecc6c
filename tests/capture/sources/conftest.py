"""Recordings for tests, as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from harness.tracker.render import render
from harness.wire.har import Answer
from harness.wire.har_text import har_text
from tests.portal_server import PORTAL, SCRIPT

Recorded = Callable[..., Path]

# Recorded long ago: the time in the path of the analytics script is that of November 2023.
LOADER = "https://js.hs-scripts.com/4242.js"
ANALYTICS = "https://js.hs-analytics.net/analytics/1700000100000/4242.js"
BANNER = "https://js.hs-banner.com/v2/4242/banner.js"


def script(url: str, text: str, status: int = 200) -> Answer:
    """One recorded script."""
    return Answer(url=url, status=status, headers=(("content-type", SCRIPT),), body=text.encode())


def portals_scripts() -> tuple[Answer, ...]:
    """What a recording of the portal of `tests/portal_server.py` holds."""
    scripts = render(PORTAL)
    forms = script("https://js.hscollectedforms.net/collectedforms.js", scripts.forms)
    return (script(LOADER, scripts.loader), script(ANALYTICS, scripts.analytics), script(BANNER, scripts.banner), forms)


@pytest.fixture
def recorded(tmp_path: Path) -> Recorded:
    """Writes a recording and tells where it is."""

    def write(answers: Iterable[Answer] | None = None, name: str = "portal.har") -> Path:
        path = tmp_path / name
        wanted = portals_scripts() if answers is None else answers
        path.write_text(har_text(wanted, page="recording.test", creator=("hstrack", "1"), browser=("chromium", "1")))
        return path

    return write
