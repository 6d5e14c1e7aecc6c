"""The Firefox of our own tests."""

from __future__ import annotations

from typing import Any

# Without a process for each site, pages are there a third sooner, and nothing that the harness claims is another.
QUICKER = {"fission.autostart": False}


def quicker(args: dict[str, Any]) -> dict[str, Any]:
    """Launch arguments of Firefox, and pages that are there sooner."""
    return {**args, "firefox_user_prefs": {**args.get("firefox_user_prefs", {}), **QUICKER}}
