"""Names the frames of pages ahead: when a frame is gone, and when its page is, nothing can be asked any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.codegen.code import checked_locator

if TYPE_CHECKING:
    from playwright.async_api import Frame, Page

__all__ = ["Frames"]

NAME_OF = "(element) => window.playwright.generateLocator(element, 'python')"


class Frames:
    """Source that leads from a page to each of its frames, asked for anew whenever one of them comes or goes."""

    def __init__(self) -> None:
        self._ways: dict[Frame, str] = {}
        self._due: set[Page] = set()
        self._asking: set[Page] = set()

    def follow(self, page: Page) -> None:
        """Keep an eye on the frames of a page."""
        page.on("frameattached", self._changed)
        page.on("framenavigated", self._changed)
        page.on("framedetached", self._changed)

    async def way_to(self, frame: Frame) -> str | None:
        """Source that ends with a dot, empty for the page itself; None when the frame has gone without a name."""
        known = self._ways.get(frame)
        return await _way_to(frame) if known is None else known

    async def _changed(self, frame: Frame) -> None:
        page = frame.page
        self._due.add(page)
        if page in self._asking:
            return
        self._asking.add(page)
        while page in self._due:
            self._due.discard(page)
            for each in page.frames:
                # What one was called stays its name when it cannot be asked.
                if (way := await _way_to(each)) is not None:
                    self._ways[each] = way
        self._asking.discard(page)


async def _way_to(frame: Frame) -> str | None:
    from playwright.async_api import Error as PlaywrightError

    parent = frame.parent_frame
    if parent is None:
        return ""
    try:
        locator = checked_locator(str(await (await frame.frame_element()).evaluate(NAME_OF)))
    except PlaywrightError:
        return None
    way = await _way_to(parent)
    return None if locator is None or way is None else f"{way}{locator}.content_frame."
