"""The time that a whole gathering may take; no browser is needed to run out of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

import pytest

from harness.audit.gather import Gathered, Gathering, Target, gather, visits
from harness.capture.tap import Surroundings
from harness.stage.browsers import far_browser

TARGET = Target(url="https://www.acme.test/", surroundings=Surroundings())


@pytest.fixture(autouse=True)
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit that never ends by itself."""

    @asynccontextmanager
    async def opened(*parts: object) -> AsyncIterator[object]:
        yield parts[-1]

    async def visit(ground: Gathered, target: Target) -> None:
        ground.notes.append(target.url)
        await asyncio.Event().wait()

    monkeypatch.setattr("harness.stage.driver.async_playwright", nullcontext)
    monkeypatch.setattr(visits, "opened", opened)
    monkeypatch.setattr(visits, "visit", visit)


def test_a_gathering_ends_at_its_limit_and_keeps_what_it_has() -> None:
    gathered = gather([TARGET, TARGET], Gathering(browser=far_browser("chromium"), limit_s=0.01))

    assert gathered.notes == [TARGET.url]
    assert gathered.problems == ["it was not over after 0.01 s; what was captured until then is judged"]
