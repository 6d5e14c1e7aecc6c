"""Playwright tests for HubSpot tracking: what must be sent, what must not, and what a live site really sends."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.capture.tap import Surroundings
    from harness.errors import HarnessError
    from harness.hubspot import Hubspot, Tap
    from harness.sync import expect

__all__ = ["HarnessError", "Hubspot", "Surroundings", "Tap", "expect"]

_HOMES = {
    "HarnessError": "harness.errors",
    "Hubspot": "harness.hubspot",
    "Surroundings": "harness.capture.tap",
    "Tap": "harness.hubspot",
    "expect": "harness.sync",
}


def __getattr__(name: str) -> Any:
    # Each name loads what it needs when it is first asked for: `hstrack` and every pytest run come by here as well.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, getattr(import_module(_HOMES[name]), name))
