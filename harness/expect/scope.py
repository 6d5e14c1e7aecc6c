"""A part of a visit, by page, frame, host or portal: its demands on whatever is asked for there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from harness.capture.timeline import AskedHit, Cookie, QueueCall, Timeline
from harness.errors import UsageError
from harness.expect.condition import Condition
from harness.expect.fields import PAGE_FIELDS
from harness.expect.match import Wanted, matches, path_matches
from harness.wire.address import host_of
from harness.wire.cookies import reaches
from harness.wire.hits import Hit

__all__ = ["EVERYWHERE", "Scope", "cookie_on", "scope"]

Asker = AskedHit | QueueCall
TOP = "top"
PREPOSITIONS = {"page": "on page", "frame": "in frame", "host": "on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The demands of a part of a visit; None where such a part has nothing of the kind."""

    hits: tuple[Condition[Hit], ...] = ()
    calls: tuple[Condition[QueueCall], ...] | None = ()
    cookies: tuple[Condition[Cookie], ...] | None = ()


EVERYWHERE = Scope()
"""The whole visit."""


def scope(*, page: Wanted, frame: Wanted, host: Wanted, portal_id: Wanted) -> Scope:
    """The part of a visit that is named; None leaves open. Raises UsageError when nothing is named."""
    asked = {"page": page, "frame": frame, "host": host, "portal_id": portal_id}
    named = {name: wanted for name, wanted in asked.items() if wanted is not None}
    if not named:
        raise UsageError("on() was given nothing; name a page, a frame, a host or a portal_id")
    return Scope(
        hits=tuple(_hit_demand(name, wanted) for name, wanted in named.items()),
        calls=None if "portal_id" in named else tuple(_call_demand(name, wanted) for name, wanted in named.items()),
        cookies=(cookie_on(host),) if named.keys() == {"host"} else None,
    )


def cookie_on(host: Wanted) -> Condition[Cookie]:
    """The demand that pages of `host` have a cookie, be it their own or one of their domain."""
    return Condition(name="domain", wanted=host, read=lambda cookie: cookie.domain, agree=_reaches, preposition="on")


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfAsker(Condition[Hit]):
    """A demand on the page or frame of a hit, which only the image that was asked for tells."""

    told: Callable[[Asker], object]

    def within(self, timeline: Timeline) -> Condition[Hit]:
        askers = {asked.url: asked for asked in timeline.of(AskedHit)}

        def read(hit: Hit) -> object:
            asker = askers.get(hit.request.url) if hit.request else None
            return self.told(asker) if asker else None

        return replace(self, read=read)


def _hit_demand(name: str, wanted: Wanted) -> Condition[Hit]:
    if name in PAGE_FIELDS:
        return Condition(name=name, wanted=wanted, read=PAGE_FIELDS[name], preposition=PREPOSITIONS.get(name))
    told, agree = _place(name, wanted)
    return _OfAsker(
        name=name, wanted=wanted, read=lambda _: None, told=told, agree=agree, preposition=PREPOSITIONS.get(name)
    )


def _call_demand(name: str, wanted: Wanted) -> Condition[QueueCall]:
    told, agree = _place(name, wanted)
    return Condition(name=name, wanted=wanted, read=told, agree=agree, preposition=PREPOSITIONS.get(name))


def _place(name: str, wanted: Wanted) -> tuple[Callable[[Asker], object], Callable[[Wanted, object], bool]]:
    if name == "page":
        return (lambda asker: asker.page), matches
    if name == "host":
        return (lambda asker: host_of(asker.frame_url)), matches
    if wanted == TOP:
        return (lambda asker: TOP if asker.top else asker.frame_url), matches
    return (lambda asker: asker.frame_url), path_matches


def _reaches(wanted: Wanted, domain: object) -> bool:
    if isinstance(wanted, str) and isinstance(domain, str):
        return reaches(domain, wanted)
    return matches(wanted, domain)
