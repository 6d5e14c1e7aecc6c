"""What a visitor does with a consent banner: press the button that accepts, declines, allows a part, or takes back."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from harness.audit.finding import DoesNotApply, Undecided
from harness.audit.gather.target import Wishes
from harness.audit.gather.visitor import LONGEST_URL, STEP_S, Visitor
from harness.audit.visit import ConsentChoice
from harness.capture.facts import OWN_BANNER
from harness.capture.platforms import Platform, platform_named
from harness.wire.words import plain

if TYPE_CHECKING:
    from playwright.async_api import Locator

__all__ = ["Banner"]

APPEAR_S = 2.0
"""How long a button may take to appear on a page that is at rest."""

LONGEST_NAME = 200
NO_PLATFORM = Platform(name="", banner="", accept="")
NAME = "(button, selector) => button.id ? `#${button.id}` : selector"
# The boxes themselves are often hidden behind what is drawn for them, and cannot be clicked like a button.
SET = "(boxes, refused) => boxes.forEach((box) => { if (box.checked === box.matches(refused)) box.click(); })"


@dataclass(frozen=True, slots=True)
class Banner:
    """The banner of the page that a visitor has open; each decision is kept in `visitor.choices`.

    Each method raises DoesNotApply where there is no banner, or none of its buttons is known or there, and Undecided
    where there is one that cannot be accepted: every banner can.
    """

    visitor: Visitor
    wishes: Wishes

    async def meet(self) -> None:
        """Look for the buttons that were named, where no banner is known by itself."""
        if self.visitor.banner is None and self._named and await self._shows(", ".join(self._named)):
            self.visitor.banner = OWN_BANNER

    async def accept(self) -> None:
        """Allow everything."""
        await self._check()
        if not await self._press(self.wishes.accept or self._platform.accept, "accept"):
            raise Undecided(self._without("accept"))

    async def decline(self) -> None:
        """Allow nothing, through the settings where that is the only way."""
        await self._check()
        if await self._press(self.wishes.decline or self._platform.decline, "decline"):
            return
        if not await self._through_settings("decline", refused=self._platform.boxes):
            raise DoesNotApply(self._without("decline"))

    async def partial(self) -> None:
        """Allow everything but analytics."""
        await self._check()
        if not self._platform.analytics:
            raise DoesNotApply(f"which of the settings of {self._told()} is analytics is not known")
        if not await self._through_settings("partial", refused=self._platform.analytics):
            raise DoesNotApply(self._without("settings"))

    async def revoke(self) -> None:
        """Take back what was allowed: by the site's own button, by the platform's call, or by choosing again."""
        platform, decline = self._platform, self.wishes.decline or self._platform.decline
        if self.wishes.revoke:
            done = await self._press(self.wishes.revoke, "revoke")
            await self._press(decline, "revoke")
        elif platform.withdraw:
            done = await self._call(platform.withdraw, "revoke")
        else:
            done = await self._call(platform.reopen) and await self._press(decline, "revoke")
        if not done:
            raise DoesNotApply(self._without("revoke"))

    @property
    def _platform(self) -> Platform:
        return platform_named(self.visitor.banner) or NO_PLATFORM

    @property
    def _named(self) -> list[str]:
        """The buttons that were named by which a banner is known, whatever it is."""
        return [button for button in (self.wishes.accept, self.wishes.decline, self.wishes.settings) if button]

    async def _check(self) -> None:
        await self.meet()
        if self.visitor.banner is None and not self._named:
            raise DoesNotApply("no consent banner was seen")

    def _told(self) -> str:
        return f"the {plain(self.visitor.banner or 'consent')} banner"

    def _without(self, button: str) -> str:
        return f"no {button} button of {self._told()} was found; name it with --{button}-selector"

    async def _through_settings(self, decision: str, *, refused: str) -> bool:
        settings, save = self.wishes.settings or self._platform.settings, self.wishes.save or self._platform.save
        if not save or not (await self._shows(save, 0) or (settings and await self._press(settings))):
            return False
        if self._platform.boxes and await self._shows(save):
            boxes = self.visitor.page.locator(self._platform.boxes)
            await boxes.evaluate_all(SET, refused)
        return await self._press(save, decision)

    async def _shows(self, selector: str, within_s: float = APPEAR_S) -> bool:
        with suppress(PlaywrightError):
            await self._button(selector).wait_for(timeout=max(1, within_s * 1000))
            return True
        return False

    async def _press(self, selector: str, decision: str = "") -> bool:
        """Press a button that is there; the time of a decision is that of the click, for hits are judged by it."""
        if not selector or not await self._shows(selector):
            return False
        kept = len(self.visitor.choices)
        try:
            await self._button(selector).click(trial=True, timeout=STEP_S * 1000)
            self.visitor.say(f"pressing {plain(selector, LONGEST_URL)}")
            name = await self._button(selector).evaluate(NAME, selector)
            self._keep(decision, plain(str(name), LONGEST_NAME))
            await self.visitor.press(self._button(selector))
        except PlaywrightError:
            del self.visitor.choices[kept:]
            return False
        return True

    def _button(self, selector: str) -> Locator:
        return self.visitor.page.locator(selector).filter(visible=True).first

    async def _call(self, script: str, decision: str = "") -> bool:
        kept = len(self.visitor.choices)
        self._keep(decision, script)
        try:
            async with asyncio.timeout(STEP_S):
                await self.visitor.page.evaluate(f"() => {{ {script}; }}")
        except (PlaywrightError, TimeoutError):
            del self.visitor.choices[kept:]
            return False
        await self.visitor.rest()
        return True

    def _keep(self, decision: str, button: str) -> None:
        if decision:
            self.visitor.choices.append(ConsentChoice(decision=decision, chosen_at=datetime.now(UTC), button=button))
