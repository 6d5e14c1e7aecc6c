"""The documents of a context that can be asked."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from harness.capture.steps import Steps

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Frame

__all__ = ["evaluated", "live_frames"]


def live_frames(context: BrowserContext) -> list[Frame]:
    """The live frames with a document of their own; an empty page sends nothing."""
    frames = itertools.chain.from_iterable(cast("Any", page).frames for page in context.pages)
    return [frame for frame in frames if not frame.is_detached() and frame.url not in ("", "about:blank")]


def evaluated(frame: Frame, script: str, argument: object = None) -> Steps[Any]:
    """What a script says in a frame, or None when the frame went away or crashed; what it sent is at the relay."""
    from playwright.async_api import Error as PlaywrightError

    try:
        return (yield partial(frame.evaluate, script, argument))
    except PlaywrightError:
        return None
