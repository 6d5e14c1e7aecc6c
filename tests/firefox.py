"""How Firefox is started for tests; nothing that the harness claims is another there."""

from __future__ import annotations

from typing import Any

__all__ = ["FEWER_PROCESSES", "QUICKER"]

# Without a process for each site, pages are there a third sooner.
QUICKER: dict[str, Any] = {"fission.autostart": False}
# For pages that neither crash nor hang: all share one process, and none is started in advance.
FEWER_PROCESSES: dict[str, Any] = {**QUICKER, "dom.ipc.processCount": 1, "dom.ipc.processPrelaunch.enabled": False}
