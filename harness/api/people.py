"""Whom something belongs to: e-mail addresses and usertokens, as HubSpot takes them."""

from __future__ import annotations

import re

__all__ = ["is_email", "is_usertoken"]

_EMAIL = re.compile(r"[^@\s]{1,64}@(?:[^@\s.]{1,63}\.)+[^@\s.]{1,63}")
_USERTOKEN = re.compile(r"[0-9a-f]{32}")


def is_email(text: str) -> bool:
    """Whether a text has the shape of an e-mail address; lenient, for HubSpot's own rule is not published."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def is_usertoken(text: str) -> bool:
    """Whether a text has the shape of a `hubspotutk` cookie: 32 hex digits."""
    return _USERTOKEN.fullmatch(text) is not None
