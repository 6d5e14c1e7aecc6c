"""The journey gpc."""

from __future__ import annotations

from harness.audit.gather.target import Target
from harness.audit.gather.visitor import Visitor

__all__ = ["journey"]


SIGNAL = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { configurable: true, get: () => true })"


async def journey(visitor: Visitor, target: Target) -> None:
    """Visit with a browser that says no by itself: Global Privacy Control, in the page and in each request."""
    await visitor.context.set_extra_http_headers({"Sec-GPC": "1"})
    await visitor.context.add_init_script(SIGNAL)
    await visitor.open(target.url)
    await visitor.go_on(target.walk)
