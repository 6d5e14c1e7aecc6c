"""What can be said of links: that they hand the visitor over to another domain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from harness.capture.timeline import Cookie, Link, Timeline
from harness.expect.claim import Reading, StateClaim
from harness.expect.condition import Difference, Miss
from harness.expect.match import ANYTHING, Wanted, matches
from harness.expect.phrases import shown
from harness.expect.query import LinkQuery
from harness.wire.address import host_of
from harness.wire.cookies import reaches
from harness.wire.linking import LinkParams
from harness.wire.words import plain

__all__ = ["BEHIND_HASH", "BeLinked", "Own"]

BEHIND_HASH = "parameters"
"""The name of what differs when a link carries them where HubSpot does not read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What tells of a visitor on pages of one host, from cookies and hits, newest last; empty where nothing does.

    Without cookies (no consent) the usertoken of the hits is all there is.
    """

    hstc: tuple[str, ...] = ()
    hssc: tuple[str, ...] = ()
    hsfp: tuple[str, ...] = ()
    usertokens: tuple[str, ...] = ()

    @classmethod
    def of(cls, timeline: Timeline, host: str) -> Self:
        """What cookies and hits of `host` tell; those of all hosts when it is empty, for an address alone."""
        hits = [hit for hit in timeline.hits if not host or host_of(hit.page.url or "") == host]
        jar = [cookie for cookie in timeline.of(Cookie) if not host or reaches(cookie.domain, host)]
        copies = {
            "__hstc": [str(hit.visitor.hstc) for hit in hits if hit.visitor.hstc],
            "__hssc": [str(hit.session) for hit in hits if hit.session],
        }
        values = {name: (*seen, *(each.value for each in jar if each.name == name)) for name, seen in copies.items()}
        return cls(
            hstc=values["__hstc"],
            hssc=values["__hssc"],
            hsfp=tuple(hit.visitor.fingerprint for hit in hits if hit.visitor.fingerprint),
            usertokens=tuple(hit.visitor.usertoken for hit in hits if hit.visitor.usertoken),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BeLinked(StateClaim):
    """There are some, and all of them lead to the host and carry the visitor's own values."""

    links: LinkQuery
    host: Wanted

    def look(self, timeline: Timeline) -> Reading:
        """Rests on those that are not linked."""
        links, linked = self._both(timeline)
        others = tuple(link for link in links if link not in linked)
        return Reading(holds=bool(links) and not others, found=others or links)

    def read_not(self, query: object, timeline: Timeline) -> Reading:  # noqa: ARG002 - it has its own
        """None of them is."""
        links, linked = self._both(timeline)
        return Reading(holds=not linked, found=linked or links)

    @property
    def predicate(self) -> str:
        """As the test says it."""
        host = plain(self.host) if isinstance(self.host, str) else shown(self.host)
        return f"be linked to {host}"

    def lack(self, timeline: Timeline) -> str:
        """How many are not."""
        links, linked = self._both(timeline)
        if not links:
            return "no such link is in the page"
        return f"{_are(len(links) - len(linked), len(links))} not"

    def breach(self, timeline: Timeline) -> str:
        """How many are."""
        links, linked = self._both(timeline)
        return _are(len(linked), len(links))

    def nearest_miss(self, timeline: Timeline) -> Miss | None:
        """The first one that is not linked."""
        misses = (Miss(item=link, differences=self._differences(link, timeline)) for link in self.links.of(timeline))
        return next((miss for miss in misses if miss.differences), None)

    def _both(self, timeline: Timeline) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
        links = self.links.of(timeline)
        return links, tuple(link for link in links if not self._differences(link, timeline))

    def _differences(self, link: Link, timeline: Timeline) -> tuple[Difference, ...]:
        host = host_of(link.href)
        if not matches(self.host, host):
            return (Difference(name="host", wanted=self.host, was=host),)
        return tuple(_strange(link, Own.of(timeline, host_of(link.page_url))))


def _strange(link: Link, own: Own) -> Iterator[Difference]:
    """What a link lacks, or carries of somebody else; where nothing is known of the visitor, any whole value does."""
    carried = LinkParams.find(link.href) or LinkParams()
    before_hash, _, behind_hash = link.href.partition("#")
    if "?" in before_hash and not LinkParams.find(before_hash) and LinkParams.find(f"#{behind_hash}"):
        yield Difference(name=BEHIND_HASH, wanted="in the query", was="behind #")
    whole = {"__hstc": carried.hstc, "__hssc": carried.hssc, "__hsfp": carried.hsfp}
    torn = dict(carried.torn)
    for name, known in {"__hstc": own.hstc, "__hssc": own.hssc, "__hsfp": own.hsfp}.items():
        was = torn.get(name) if whole[name] is None else str(whole[name])
        if was is None or name in torn or (known and was not in known):
            yield Difference(name=name, wanted=known[-1] if known else ANYTHING, was=was)
    visitor = carried.hstc.visitor if carried.hstc else ""
    if visitor and own.usertokens and not own.hstc and visitor not in own.usertokens:
        yield Difference(name="visitor in __hstc", wanted=own.usertokens[-1], was=visitor)


def _are(number: int, of: int) -> str:
    return "it is" if of == 1 else f"{number} of {of} {'is' if number == 1 else 'are'}"
