"""The documents of a context that can be asked."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from harness.capture.steps import Limited, Steps
from harness.errors import CaptureError

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Frame

__all__ = ["ANSWER_S", "MOST_FRAMES", "evaluated", "live_frames"]

# Longer than all that settling waits for inside of a page.
ANSWER_S = 25.0
MOST_FRAMES = 200


def live_frames(context: BrowserContext) -> list[Frame]:
    """The live frames with a document of their own, `MOST_FRAMES` at most; an empty page sends nothing."""
    frames = itertools.chain.from_iterable(cast("Any", page).frames for page in context.pages)
    live = (frame for frame in frames if not frame.is_detached() and frame.url not in ("", "about:blank"))
    return list(itertools.islice(live, MOST_FRAMES))


def evaluated(frame: Frame, script: str, argument: object = None, *, answer_s: float = ANSWER_S) -> Steps[Any]:
    """What a script says in a frame, or None when the frame went away or crashed; what it sent is at the relay.

    Raises CaptureError when the page does not answer.
    """
    from playwright.async_api import Error as PlaywrightError

    try:
        return (yield Limited(partial(frame.evaluate, script, argument), answer_s))
    except PlaywrightError:
        return None
    except TimeoutError:
        raise CaptureError(
            f"{frame.url[:200]} did not answer within {answer_s:g} s, because a script keeps it busy; look for a loop "
            "that does not end"
        ) from None
