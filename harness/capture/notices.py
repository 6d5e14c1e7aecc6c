"""What a browser itself has to say of a page, told from what the page's scripts did."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["kind_of_console_error", "kind_of_exception"]

# Firefox tells these as exceptions of such a name.
NOTICES: Mapping[str, str] = {"Content-Security-Policy": "csp", "Cross-Origin Request Blocked": "console"}


def kind_of_exception(name: str | None) -> str:
    """The kind of fault (`PageFault.kind`) that something of this name is, which came as an exception."""
    return NOTICES.get(name or "", "exception")


def kind_of_console_error(text: str) -> str:
    """The kind of fault that an error on the console is; Chromium tells there what a policy has blocked."""
    return "csp" if "Content Security Policy" in text else "console"
