"""Which addresses the pages of an audit may reach: of the auditor's own network only what is audited."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from harness.capture.address import AddressBook

__all__ = ["KeptOut", "Reach", "is_public"]

OWN = "{} is in your own network, which no page may reach that is not of it; allow it with --allow-private"
MOVED = "{} was in your own network at first and is outside of it now; visit it once its name has settled"
# Every address that is routed between networks (https://www.iana.org/assignments/ipv6-address-space).
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# The host of every machine of Azure; it gives out the machine's configuration.
AZURE = IPv4Address("168.63.129.16")
# Protocol assignments, where clouds have put services; not every Python counts them as private.
ASSIGNED = ipaddress.IPv4Network("192.0.0.0/24")

Ip = IPv4Address | IPv6Address


class KeptOut(Exception):  # noqa: N818 - it is an answer, as StopIteration is
    """Raised for a host all of whose addresses are out of reach; the text says why."""


def is_public(address: Ip) -> bool:
    """Whether an address is one of the world, not of this machine, its network or provider, or of a group of hosts."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and address != AZURE and address not in ASSIGNED
    if inner := _inner(address):
        return is_public(inner)
    return address in GLOBAL_UNICAST and address.is_global


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which an IPv6 address leads: mapped, translated (NAT64), or tunnelled (6to4, Teredo)."""
    if address in NAT64:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What the pages of one audit may reach, decided on addresses, after names are resolved.

    `own` are the hosts and ports that the user named (a port of None is unknown). A host of these whose addresses were
    all private when it was first asked for is reached at these addresses and no others from then on, so that a name
    cannot be private to be trusted and public to bring a page. What is so allowed other names may share: an address of
    the network with any port, one of this machine only with the port that was named.
    """

    own: frozenset[tuple[str, int | None]]
    _first: dict[str, frozenset[Ip]] = field(default_factory=dict)

    @classmethod
    def of(cls, urls: Iterable[str], domains: Iterable[str], book: AddressBook) -> Reach:
        """What an audit of `urls` and their other `domains` may reach, and what the user has moved a name to."""
        places = {book.lookup(*place) for url in urls if (place := _place(url))}
        named = ((domain.strip().lstrip(".*").lower(), None) for domain in domains)
        resolved = ((entry.address, entry.port) for entry in book.resolve if entry.address)
        moved = ((entry.new_host, entry.new_port) for entry in book.connect_to if entry.new_host)
        return cls(own=frozenset((*places, *named, *resolved, *moved)))

    def allowed(self, host: str, port: int, found: Iterable[str]) -> tuple[str, ...]:
        """Of the addresses that were found for a host those that may be reached; raises KeptOut if that is none."""
        addresses = {text: ipaddress.ip_address(text) for text in found}
        if any(host == name for name, _ in self.own) and addresses:
            self._first.setdefault(host, frozenset(addresses.values()))
        stays, granted = self._known(host), self._granted(port)
        fits = {text for text, each in addresses.items() if each in granted or (is_public(each) and not stays)}
        if not fits:
            raise KeptOut(MOVED.format(host) if stays and any(map(is_public, addresses.values())) else OWN.format(host))
        return tuple(text for text in addresses if text in fits)

    def _granted(self, port: int) -> set[Ip]:
        pairs = ((address, named) for name, named in self.own for address in self._known(name))
        return {address for address, named in pairs if not address.is_loopback or named == port}

    def _known(self, name: str) -> frozenset[Ip]:
        try:
            return frozenset((ipaddress.ip_address(name),))
        except ValueError:
            first = self._first.get(name, frozenset())
            return first if _private(first) else frozenset()


def _private(addresses: frozenset[Ip]) -> bool:
    return bool(addresses) and not any(map(is_public, addresses))


def _place(url: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None
    return (host, port) if host else None
