"""Plays a recording: each step as a visitor would take it, bounded, and the page at rest after what may move it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from harness.audit.gather.visitor import STEP_S, Visitor
from harness.audit.recording import RecordedStep, Recording, ways_to
from harness.audit.trouble import reason_of
from harness.errors import PageError
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import Frame, Locator

__all__ = ["play"]

LIMIT_MS = STEP_S * 1000
BOXES = {"checkbox", "radio"}
FIELD = "(field) => [field.tagName.toLowerCase(), field.type || '']"


async def play(visitor: Visitor, recording: Recording) -> None:
    """Take the steps one after the other; raises PageError at the first that cannot be taken."""
    visitor.doubts += recording.unread
    await visitor.begin()
    for place, step in enumerate(recording.steps, 1):
        visitor.say(f"step {place}: {step.kind}")
        try:
            await _take(visitor, step)
        except PlaywrightError as error:
            told = f"step {place} ({step.kind}) could not be taken: {_reason(step, error)}"
            raise PageError(f"recording: {told}; what was sent before is judged") from None


def _reason(step: RecordedStep, error: PlaywrightError) -> str:
    if step.selectors and "Timeout" in str(error):
        return f"nothing on the page is {plain(' '.join(step.selectors[0]), 200)}"
    return reason_of(str(error))


async def _take(visitor: Visitor, step: RecordedStep) -> None:
    page = visitor.page
    match step.kind:
        case "navigate":
            await visitor.open(step.url)
        case "setViewport":
            await page.set_viewport_size({"width": step.width, "height": step.height})
        case "scroll":
            await _scroll(visitor, step)
        case "waitForElement":
            await _wait(visitor, step)
        case "waitForExpression":
            await page.wait_for_function(step.expression, timeout=LIMIT_MS)
        case "keyDown" | "keyUp":
            await _press(visitor, step)
        case _:
            await _touch(visitor, await _element(visitor, step), step)


async def _press(visitor: Visitor, step: RecordedStep) -> None:
    keyboard = visitor.page.keyboard
    if step.kind == "keyDown":
        await keyboard.down(step.key)
    else:
        await keyboard.up(step.key)
        await visitor.moved()


async def _touch(visitor: Visitor, element: Locator, step: RecordedStep) -> None:
    if step.kind == "click" and step.button == "primary":
        await (visitor.click(element) if step.navigates else visitor.press(element))
        return
    if step.kind == "change":
        await _change(element, step.value)
    elif step.kind == "hover":
        await element.hover(timeout=LIMIT_MS)
    elif step.kind == "doubleClick":
        await element.dblclick(timeout=LIMIT_MS)
    else:
        await element.click(button="right" if step.button == "secondary" else "middle", timeout=LIMIT_MS)
    await visitor.moved()


async def _change(field: Locator, value: str) -> None:
    tag, kind = await field.evaluate(FIELD)
    if tag == "select":
        await field.select_option(value, timeout=LIMIT_MS)
    elif kind in BOXES:
        await field.set_checked(value not in ("false", "off", ""), timeout=LIMIT_MS)
    else:
        await field.fill(value, timeout=LIMIT_MS)


async def _scroll(visitor: Visitor, step: RecordedStep) -> None:
    where = {"left": step.x, "top": step.y, "behavior": "instant"}
    if step.selectors:
        await (await _element(visitor, step)).evaluate("(element, where) => element.scrollTo(where)", where)
    else:
        await _frame(visitor, step).evaluate("(where) => window.scrollTo(where)", where)
    await visitor.rest()


async def _wait(visitor: Visitor, step: RecordedStep) -> None:
    """Wait until there are as many; `<=` and none wait until those beyond have gone."""
    if step.operator == "<=" or step.count == 0:
        beyond = next(_ways(visitor, step)).nth(step.count)
        await beyond.wait_for(state="detached", timeout=LIMIT_MS)
    else:
        await (await _element(visitor, step, place=max(0, step.count - 1))).wait_for(state="attached", timeout=LIMIT_MS)


async def _element(visitor: Visitor, step: RecordedStep, place: int = 0) -> Locator:
    """The element of a step by the first way that leads to one, a visible one if there is; waits until one does."""
    ways = [way for way in _ways(visitor, step) if await _reads(way)]
    if not ways:
        raise PlaywrightError("Timeout: no selector of the step can be read")
    some = ways[0]
    for way in ways[1:]:
        some = some.or_(way)
    await some.nth(place).wait_for(state="attached", timeout=LIMIT_MS)
    for way in [*(way.filter(visible=True) for way in ways), *ways]:
        if await way.count() > place:
            return way.nth(place)
    return some.nth(place)


async def _reads(way: Locator) -> bool:
    """Whether the browser understands the selector; an old recording may hold one that no page has."""
    try:
        await way.count()
    except PlaywrightError as error:
        if "closed" in str(error):
            raise
        return False
    return True


def _ways(visitor: Visitor, step: RecordedStep) -> Iterator[Locator]:
    frame = _frame(visitor, step)
    return (frame.locator(way) for selector in step.selectors for way in ways_to(selector))


def _frame(visitor: Visitor, step: RecordedStep) -> Frame:
    frame = visitor.page.main_frame
    for place in step.frame:
        if place < len(frame.child_frames):
            frame = frame.child_frames[place]
    return frame
