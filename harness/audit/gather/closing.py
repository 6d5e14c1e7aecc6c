"""Closing what may never close by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError

__all__ = ["bounded"]

CLOSE_S = 5.0


async def bounded(closing: Awaitable[object]) -> None:
    """A tab whose script never ends does not close either; the browser's own end takes it along."""
    with suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(CLOSE_S):
            await closing
