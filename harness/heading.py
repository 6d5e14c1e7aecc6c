"""What a run says first: where its tracking code comes from, and where its hits go."""

from __future__ import annotations

from harness.capture.tap import Surroundings
from harness.tracker.config import PortalConfig

__all__ = ["heading", "warning"]


def heading(around: Surroundings, why: str = "--hubspot-deliver is on") -> list[str]:
    """The lines of a header for tests with these surroundings, `why` hits are let through among them.

    Raises UsageError and EvidenceError.
    """
    tracker = around.source().phrase(around.portal or PortalConfig())
    if not around.deliver:
        return [f"hubspot: tracker {tracker} · hits are caught"]
    return [f"hubspot: tracker {tracker} · hits are DELIVERED", warning(why)]


def warning(why: str) -> str:
    """The line that nobody should miss when hits are let through."""
    return f"hubspot: {why}: HUBSPOT COUNTS THE HITS OF THIS RUN as those of real visitors"
