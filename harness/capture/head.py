"""The head of a request to the relay: request line and target."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from harness.wire.address import without_origin

__all__ = ["LONGEST_HEAD", "HeadError", "ProxyHead", "close_after", "read_head"]

LONGEST_HEAD = 8 * 1024 * 1024  # A hit of 2 MB over plain http is one request line.
DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
HOP_BY_HOP = (b"proxy-authorization", b"proxy-connection", b"connection", b"keep-alive")


class HeadError(ValueError):
    """Raised when a request head cannot be understood; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyHead:
    """A request head as a proxy sees it."""

    method: str
    target: str
    host: str
    port: int
    lines: tuple[bytes, ...]

    @property
    def is_tunnel(self) -> bool:
        """Whether the client asked for a tunnel (CONNECT)."""
        return self.method == "CONNECT"

    def origin_form(self) -> bytes:
        """The head as the origin server wants it: path only, one request per connection, no proxy headers."""
        return self._addressed_to("")

    def proxy_form(self, host: str, port: int, credentials: str) -> bytes:
        """The head as another proxy wants it: the whole address, moved to `host:port`, and that proxy's credentials."""
        secret = (f"Proxy-Authorization: Basic {credentials}".encode(),) if credentials else ()
        return self._addressed_to(f"http://{f'[{host}]' if ':' in host else host}:{port}", *secret)

    def _addressed_to(self, authority: str, *more: bytes) -> bytes:
        request_line = f"{self.method} {authority}{without_origin(self.target)} HTTP/1.1".encode("latin-1")
        kept = [line for line in self.lines[1:] if line.partition(b":")[0].strip().lower() not in HOP_BY_HOP]
        return b"\r\n".join([request_line, *kept, *more, b"Connection: close", b"", b""])


def read_head(text: bytes) -> ProxyHead:
    """Read a request head, its final empty line included; raises HeadError."""
    lines = tuple(text.rstrip(b"\r\n").split(b"\r\n"))
    words = lines[0].split(b" ")
    if len(words) != 3 or not words[2].startswith(b"HTTP/1."):
        raise HeadError("the request line is not 'METHOD target HTTP/1.x'")
    method, target = words[0].decode("latin-1"), words[1].decode("latin-1")
    host, port = _authority(target) if method == "CONNECT" else _absolute(target)
    return ProxyHead(method=method, target=target, host=host, port=port, lines=lines)


def close_after(head: bytes) -> bytes:
    """A response head that tells the client that the connection ends with this answer."""
    lines = [line for line in head.split(b"\r\n") if line.partition(b":")[0].strip().lower() not in HOP_BY_HOP[1:]]
    return b"\r\n".join([lines[0], b"Connection: close", *lines[1:]])


def _authority(target: str) -> tuple[str, int]:
    return _host_and_port("//" + target, default=None)


def _absolute(target: str) -> tuple[str, int]:
    scheme = target.partition("://")[0].lower()
    if scheme not in DEFAULT_PORTS or "://" not in target:
        raise HeadError("the target is not an absolute http address; this is a proxy, not a web server")
    return _host_and_port(target, default=DEFAULT_PORTS[scheme])


def _host_and_port(url: str, default: int | None) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or default
    except ValueError as error:
        raise HeadError(f"the target cannot be read: {error}") from None
    if not host or not port:
        raise HeadError("the target names no host and port")
    return host, port
