"""Addresses of pages cut into origin, path and the rest, without ever raising on one that is none."""

from __future__ import annotations

import re

__all__ = ["host_of", "origin_of", "path_of", "without_fragment", "without_origin"]

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]*", re.IGNORECASE)


def origin_of(url: str) -> str:
    """Scheme, host and port of `url`; empty when it has none."""
    found = _ORIGIN.match(url)
    return found[0] if found else ""


def host_of(url: str) -> str:
    """The host name of `url` in lower case, without user and port; empty when it has none."""
    authority = origin_of(url).partition("://")[2].rpartition("@")[2]
    return re.sub(r":[0-9]*$", "", authority).lower()


def without_origin(url: str) -> str:
    """Path, query and fragment of `url`; the root when it ends with its host."""
    rest = url[len(origin_of(url)) :]
    return rest if rest.startswith("/") or not origin_of(url) else f"/{rest}"


def path_of(url: str) -> str:
    """The path of `url` alone."""
    return re.split("[?#]", without_origin(url), maxsplit=1)[0]


def without_fragment(url: str) -> str:
    """`url` up to its fragment."""
    return url.partition("#")[0]
