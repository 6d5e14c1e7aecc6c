"""Timelines in which a hit is known to come from a call of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from harness.audit.testing import event, push
from harness.capture.timeline import AskedHit, Entry, JsonValue
from harness.wire.hits import RawRequest

DOCUMENT = "d1"
NAME = "pe4242_course"


def registered(given: Mapping[str, JsonValue], number: int = 1, **sent: str) -> tuple[Entry, ...]:
    """An event with the properties `sent`, the image that carried it, and the call that gave these values for it."""
    call = push("trackCustomBehavioralEvent", {"name": NAME, "properties": dict(given)}, source="app.js:41 register")
    url = f"https://track.hubspot.com/__ptbe.gif?cts={number}"
    hit = event(NAME, **sent)
    return (
        replace(call, document=DOCUMENT, number=number),
        AskedHit(url=url, document=DOCUMENT, during=number, at=call.at),
        replace(hit, request=RawRequest(url=url)),
    )
