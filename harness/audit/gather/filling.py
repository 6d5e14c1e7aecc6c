"""Fills in a form as a visitor would, with values that can belong to nobody."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from playwright.async_api import Locator

__all__ = ["EMAIL", "fill"]

EMAIL = "ada@hstrack.test"
"""An address in a domain that is reserved for tests (RFC 6761) and can receive no mail."""

FIELDS = "input, select, textarea"
MOST_FIELDS = 40
FIELD_MS = 2_000
KIND = "(field) => [field.tagName.toLowerCase(), field.type || '', `${field.name} ${field.id} ${field.autocomplete}`]"
SKIPPED = {"hidden", "submit", "button", "reset", "image", "file"}
VALUES = {
    "email": EMAIL,
    "tel": "+1 202 555 0100",
    "url": "https://www.acme.test/",
    "number": "1",
    "date": "2030-01-15",
    "datetime-local": "2030-01-15T09:00",
    "month": "2030-01",
    "week": "2030-W03",
    "time": "09:00",
    "color": "#336699",
    "password": "Acme-4242-test",
    "textarea": "This is a test of the tracking on this site.",
}
TEXT = "Ada"


async def fill(form: Locator) -> None:
    """Fill in every visible field of a form; one that refuses is left as it is."""
    fields = form.locator(FIELDS)
    for place in range(min(await fields.count(), MOST_FIELDS)):
        field = fields.nth(place)
        with suppress(PlaywrightError):
            if await field.is_visible() and await field.is_editable(timeout=FIELD_MS):
                await _fill(field)


async def _fill(field: Locator) -> None:
    tag, kind, names = await field.evaluate(KIND)
    if kind in SKIPPED:
        return
    if kind in ("checkbox", "radio"):
        await field.check(timeout=FIELD_MS)
    elif tag == "select":
        await field.select_option(index=1 if await field.locator("option").count() > 1 else 0, timeout=FIELD_MS)
    else:
        value = EMAIL if "email" in names.lower() else VALUES.get(kind, TEXT)
        await field.fill(value, timeout=FIELD_MS)
