"""What can happen in a browser, as far as the tracking code notices it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from harness.tracker.model.jar import Cookie

__all__ = [
    "LINK_PARTS",
    "Answer",
    "Follow",
    "ForgetCookies",
    "GiveCookie",
    "Load",
    "Push",
    "PushBanner",
    "PushState",
    "Retitle",
    "Step",
    "Wait",
]

LINK_PARTS = ("__hstc", "__hssc", "__hsfp")
"""The link parameters, in the order in which the tracker adds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """A page with the tracking code is loaded: its address, what it says of itself, what it queues before the load.

    `queue` lies in `_hsq` and `banner_queue` in `_hsp`; a call is a tuple such as `("setPath", "/home")`.
    `links` are the addresses of its links. `trackers` tells how often the tracking code stands in the page.
    """

    url: str
    title: str = "Shop"
    referrer: str = ""
    canonical: str | None = None
    queue: tuple[object, ...] = ()
    banner_queue: tuple[object, ...] = ()
    links: tuple[str, ...] = ()
    trackers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """A page is loaded through a link that carries `parts` of the visitor here, in its query or fragment."""

    load: Load
    parts: tuple[str, ...] = LINK_PARTS
    place: Literal["query", "fragment"] = "query"


@dataclass(frozen=True, slots=True)
class Push:
    """`_hsq.push(...)` after the load."""

    entries: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class PushBanner:
    """`_hsp.push(...)` after the load."""

    entries: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class PushState:
    """The page changes the address bar without a load; `url` is as it is given to `history.pushState`."""

    url: str


@dataclass(frozen=True, slots=True)
class Retitle:
    """The page changes its title; the text is as `document.title` gives it back."""

    title: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The visitor answers the banner: one of its buttons, or the categories that are switched on in its settings."""

    choice: Literal["accept", "decline"] | frozenset[str]


@dataclass(frozen=True, slots=True)
class Wait:
    """Time goes by; cookies stay, because it is the browser that removes them: see ForgetCookies."""

    seconds: float


@dataclass(frozen=True, slots=True)
class ForgetCookies:
    """The browser drops cookies, because they expired or because somebody deleted them."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GiveCookie:
    """The browser has this cookie from an earlier life."""

    cookie: Cookie


Step = Load | Follow | Push | PushBanner | PushState | Retitle | Answer | Wait | ForgetCookies | GiveCookie
