"""The journey form."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from harness.audit.finding import DoesNotApply
from harness.audit.gather.consent import Banner
from harness.audit.gather.filling import fill
from harness.audit.gather.target import Target
from harness.audit.gather.visitor import STEP_S, Visitor

if TYPE_CHECKING:
    from playwright.async_api import Locator

__all__ = ["journey"]

# HubSpot's own forms first, then those that ask for an e-mail address; logins are left alone.
FORMS = (
    "form.hs-form, form[data-form-id], form[id^=hsForm]",
    "form:has(input[type=email]), form:has(input[name*=email i])",
)
LOGIN = "input[type=password]"
SUBMIT = "[type=submit], button:not([type]), input[type=image]"


async def journey(visitor: Visitor, target: Target) -> None:
    """Fill in a form with a reserved address and submit it; on a real site only when asked for by --submit-forms."""
    if not target.wishes.submit_forms:
        raise DoesNotApply("a form that is submitted reaches the site's own server; allow it with --submit-forms")
    await visitor.open(target.url)
    with suppress(DoesNotApply):
        await Banner(visitor, target.wishes).accept()
    form = await _met(visitor, target.walk or ())
    await fill(form)
    try:
        await visitor.press(form.locator(SUBMIT).filter(visible=True).first)
    except PlaywrightError:
        raise DoesNotApply("the form has no button that submits it") from None


async def _met(visitor: Visitor, walk: tuple[str, ...]) -> Locator:
    """The first form that asks for an e-mail address, on the page that is open or along the walk."""
    for step in ("", *walk):
        if step:
            await visitor.follow(step)
        for selector in FORMS:
            forms = visitor.page.locator(selector).filter(visible=True)
            with suppress(PlaywrightError):
                for without_login in (forms.filter(has_not=visitor.page.locator(LOGIN)), forms):
                    if await without_login.count():
                        await without_login.first.scroll_into_view_if_needed(timeout=STEP_S * 1000)
                        return without_login.first
    raise DoesNotApply("no form that asks for an e-mail address was seen")
