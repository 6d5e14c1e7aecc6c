"""Other addresses for names, in curl's grammar: `--resolve` and `--connect-to` (https://curl.se/docs/manpage.html)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from harness.errors import UsageError

__all__ = ["AddressBook", "ConnectTo", "Resolve", "parse_connect_to", "parse_resolve"]

RESOLVE = "write host:port:address, such as www.acme.test:443:127.0.0.1"
CONNECT_TO = "write host:port:host2:port2, such as www.acme.test:443:staging.acme.test:8443"
HIGHEST_PORT = 65535

# A colon outside of brackets; an IPv6 address wears brackets.
_COLON = re.compile(r":(?![^\[]*\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve:
    """`--resolve`: the address of a host at a port; host None means any (`*`), address None removes an entry."""

    host: str | None
    port: int
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectTo:
    """`--connect-to`: another host and port to connect to; None (an empty field) means any, or as asked."""

    host: str | None
    port: int | None
    new_host: str | None
    new_port: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressBook:
    """Where connections go: first `connect_to`, whose first fitting entry counts, then `resolve`, as in curl."""

    resolve: tuple[Resolve, ...] = ()
    connect_to: tuple[ConnectTo, ...] = ()

    @classmethod
    def parse(cls, resolve: Iterable[str] = (), connect_to: Iterable[str] = ()) -> AddressBook:
        """The book of both options; UsageError for a value that curl would not take either."""
        return cls(
            resolve=tuple(parse_resolve(text) for text in resolve),
            connect_to=tuple(parse_connect_to(text) for text in connect_to),
        )

    def lookup(self, host: str, port: int) -> tuple[str, int]:
        """The host (without brackets) and port to connect to instead of `host:port`."""
        host = host.strip("[]").lower()
        for entry in self.connect_to:
            if entry.host in (None, host) and entry.port in (None, port):
                host, port = entry.new_host or host, entry.new_port or port
                break
        return self._address(host, port) or host, port

    def _address(self, host: str, port: int) -> str | None:
        """The address of a host; of several entries the last counts, and `*` only where no name fits."""
        named = {entry.host: entry.address for entry in self.resolve if entry.port == port}
        return named.get(host) or named.get(None)


def parse_resolve(text: str) -> Resolve:
    """One value of `--resolve`: `[+]host:port:address[,address]…`, `*:port:address`, or `-host:port`.

    Of several addresses the first is taken. The `+` (an entry that may time out) makes no difference here.
    """
    fields = _COLON.split(text.removeprefix("-" if text.startswith("-") else "+"), maxsplit=2)
    removed = text.startswith("-")
    if len(fields) != (2 if removed else 3) or not fields[0]:
        raise UsageError(f"--resolve {text!r} is not understood; {RESOLVE}")
    port = _port(fields[1], f"--resolve {text!r}")
    if port is None:
        raise UsageError(f"--resolve {text!r} names no port; {RESOLVE}")
    address = None if removed else _ip(fields[2].split(",")[0], text)
    return Resolve(host=None if fields[0] == "*" else _host(fields[0]), port=port, address=address)


def parse_connect_to(text: str) -> ConnectTo:
    """One value of `--connect-to`: `host1:port1:host2:port2`, each of them may be empty."""
    fields = _COLON.split(text)
    if len(fields) != 4:
        raise UsageError(f"--connect-to {text!r} has {len(fields)} of 4 fields; {CONNECT_TO}, any of them may be empty")
    option = f"--connect-to {text!r}"
    return ConnectTo(
        host=_host(fields[0]) or None,
        port=_port(fields[1], option),
        new_host=_host(fields[2]) or None,
        new_port=_port(fields[3], option),
    )


def _host(text: str) -> str:
    return text.strip().strip("[]").lower()


def _port(text: str, option: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:6]) <= HIGHEST_PORT:
        raise UsageError(f"{option} has the port {text!r}; a port is a number from 1 to {HIGHEST_PORT}")
    return int(text)


def _ip(text: str, option: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip().strip("[]")))
    except ValueError:
        told = f"--resolve {option!r} has the address {text!r}, which is no IP address"
        raise UsageError(f"{told}; to name another host use --connect-to") from None
