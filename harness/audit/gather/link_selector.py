"""Finding a link again by the `href` that its page has given it."""

from __future__ import annotations

import re

__all__ = ["link_selector"]

_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')


def link_selector(href: str) -> str:
    """CSS that finds the links written so, also when link parameters have been added to them since.

    The tracking code's linker, and what sites write in its place, add them as soon as the visitor is known.
    """
    place = href.partition("#")[0]
    added = (f"a[href^={_quoted(place + sign + '__hstc=')}]" for sign in "?&")
    return ", ".join((f"a[href={_quoted(href)}]", *added))


def _quoted(text: str) -> str:
    """A CSS string; it is escaped otherwise than one of JSON, where a control character or an umlaut is `\\u00fc`."""
    return '"' + _SPECIAL.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'
